import { bookingKey, change, customerKey } from '../calls.ts';
import type { Answer, Call, Probe } from '../probe.ts';

interface Field {
  name: string;
  label: string;
  externalId: boolean;
  unique: boolean;
  createable: boolean;
  permissionable: boolean;
}

const describe = (object: string): Call => ({ method: 'GET', path: `/sobjects/${object}/describe` });
const fieldOf = (answer: Answer | undefined, name: string) =>
  ((answer?.body?.fields ?? []) as Field[]).find((field) => field.name === name);
const isKey = (field?: Field) => field?.externalId === true && field.unique && field.createable;
const me: Call = { method: 'GET', path: '/services/oauth2/userinfo' };
const speak = (who: Answer | undefined, language: string) =>
  change('User', String(who?.body?.user_id), { LanguageLocaleKey: language });

/** What describe says of the package's fields. Both permission sets have to be assigned. */
export const schemaProbes: Probe[] = [
  {
    claim: 'EntityDefinition tells by query whether activities are private',
    reliedOnBy: 'Setup says whose Events the API User may change (server/src/setup/installation)',
    steps: [
      () => ({
        method: 'GET',
        path: `/query?q=${encodeURIComponent(
          "SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event', 'Activity')",
        )}`,
      }),
    ],
    decide: ([answer]) => {
      const rows = (answer?.body?.records ?? []) as { InternalSharingModel: string }[];
      const models = rows.map((row) => row.InternalSharingModel);
      return (
        models.some((model) => ['Private', 'ControlledByParent'].includes(model)) || `no model in ${models.join()}`
      );
    },
  },
  {
    claim: 'An Activity field can be an external id and unique, and is one on Event and on Task',
    reliedOnBy: 'The Event is upserted by the booking (force-app/main/default/objects/Activity)',
    steps: [() => describe('Event'), () => describe('Task')],
    decide: (answers) =>
      answers.every((answer) => isKey(fieldOf(answer, bookingKey))) ||
      answers.map((answer) => JSON.stringify(fieldOf(answer, bookingKey))).join(' / '),
  },
  {
    claim: 'The external ids of Lead, Contact, Account and Case are keys that the API user may write',
    reliedOnBy: 'People, companies and Cases are upserted (force-app/main/default/permissionsets/Inlet_API_User)',
    steps: ['Lead', 'Contact', 'Account', 'Case'].map((object) => () => describe(object)),
    decide: (answers) => {
      const [ofCase, ...people] = answers.toReversed();
      const found = [...people.map((answer) => fieldOf(answer, customerKey)), fieldOf(ofCase, bookingKey)];
      return found.every(isKey) || found.map((field) => JSON.stringify(field)).join(' / ');
    },
  },
  {
    claim: 'Name, Company, Subject and the times of an Event cannot be hidden by field-level security',
    reliedOnBy: 'They are in no permission set (force-app/main/default/permissionsets/Inlet_API_User)',
    steps: [() => describe('Lead'), () => describe('Event')],
    decide: ([lead, event]) => {
      const named: [Answer | undefined, string][] = [
        [lead, 'LastName'],
        [lead, 'Company'],
        [event, 'Subject'],
        [event, 'StartDateTime'],
        [event, 'EndDateTime'],
      ];
      const hideable = named.filter(([answer, name]) => fieldOf(answer, name)?.permissionable !== false);
      return hideable.length === 0 || hideable.map(([, name]) => name).join();
    },
  },
  {
    claim: 'The address of a Lead is compound: its parts are written, it is not',
    reliedOnBy:
      'The permission set grants Lead.Address as a whole (force-app/main/default/permissionsets/Inlet_API_User)',
    steps: [() => describe('Lead')],
    decide: ([lead]) => {
      const found = [fieldOf(lead, 'Address')?.createable, fieldOf(lead, 'City')?.createable].join();
      return found === 'false,true' || `createable: ${found}`;
    },
  },
  {
    claim: "Describe gives labels in the user's language, whatever the request asks for",
    reliedOnBy: 'Answers find their field by its label (docs/package.md)',
    steps: [
      () => me,
      ([who]) => speak(who, 'de'),
      () => describe('Lead'),
      // As it was, whatever came in between.
      ([who]) => speak(who, String(who?.body?.language ?? 'en_US')),
    ],
    decide: ([, changed, described]) => {
      const label = fieldOf(described, customerKey)?.label;
      return label === 'Kunden-ID' || `the change of language said ${changed?.status}, and the label was ${label}`;
    },
  },
];
