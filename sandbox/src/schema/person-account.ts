import { checkbox, lookup, picklist, text } from './field.ts';
import { partOf, personName, readOnly, system } from './traits.ts';
import type { Field, SObjectType } from './types.ts';

/** Contact's fields that an Account shows as `PersonEmail` and so on, besides the two addresses. */
const PERSON_FIELDS = new Set([
  ...['MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone', 'Email', 'Title', 'Department', 'AssistantName'],
  ...['LeadSource', 'Birthdate', 'HasOptedOutOfEmail', 'HasOptedOutOfFax', 'DoNotCall', 'LastCURequestDate'],
  ...['LastCUUpdateDate', 'EmailBouncedReason', 'EmailBouncedDate', 'IndividualId'],
]);
const NAME_PARTS = ['LastName', 'FirstName', 'Salutation'];

/** The Contact's field that a field of a person account stands for; undefined for one of the Account's own. */
export function contactFieldOf(accountField: string): string | undefined {
  if (NAME_PARTS.includes(accountField)) return accountField;
  if (accountField.endsWith('__pc')) return accountField.replace(/__pc$/, '__c');
  const bare = /^Person(.+)$/.exec(accountField)?.[1];
  return bare !== undefined && isPersonField(bare) ? bare : undefined;
}

function isPersonField(name: string): boolean {
  return (
    PERSON_FIELDS.has(name) ||
    /^(Mailing|Other)(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy|Address|StateCode|CountryCode)$/.test(
      name,
    )
  );
}

/** Puts the fields of Person Accounts into the objects, or takes them out. [K] but for their names. */
export function showPersonAccounts(schema: ReadonlyMap<string, SObjectType>, shown: boolean): void {
  const [account, contact, lead] = ['Account', 'Contact', 'Lead'].map((name) => schema.get(name));
  if (!account || !contact || !lead) return;
  const isShown = account.fields.some(({ name }) => name === 'IsPersonAccount');
  if (!shown && !isShown) return;
  setNillable(account, 'Name', shown);
  setNillable(lead, 'Company', shown);
  contact.fields = contact.fields.filter(({ name }) => name !== 'IsPersonAccount');
  account.fields = account.fields.filter(
    ({ name }) => contactFieldOf(name) === undefined && name !== 'IsPersonAccount' && name !== 'PersonContactId',
  );
  if (!shown) return;
  contact.fields.push(checkbox('IsPersonAccount', 'Is Person Account', system));
  const salutations = contact.fields.find(({ name }) => name === 'Salutation')?.picklistValues ?? [];
  const part = { ...personName, ...partOf('Name') };
  const name = account.fields.findIndex((field) => field.name === 'Name');
  account.fields.splice(
    name + 1,
    0,
    text('LastName', 'Last Name', 80, part),
    text('FirstName', 'First Name', 40, part),
    picklist('Salutation', 'Salutation', 40, [], part, { picklistValues: structuredClone(salutations) }),
  );
  const ownCustom = account.fields.filter(({ custom }) => custom);
  const standard = account.fields.filter(({ custom }) => !custom);
  const persons = contact.fields.filter(({ name: one }) => isPersonField(one)).map(asPersonField);
  const customs = contact.fields.filter(
    ({ custom, type, name: one }) => custom && type !== 'location' && one.endsWith('__c'),
  );
  account.fields = [
    ...standard,
    lookup('PersonContactId', 'Contact ID', 'PersonContact', ['Contact'], readOnly),
    checkbox('IsPersonAccount', 'Is Person Account', system),
    ...persons,
    ...ownCustom,
    ...customs.map(asPersonCustomField),
  ];
}

function asPersonField(field: Field): Field {
  const compound = field.compoundFieldName;
  return {
    ...structuredClone(field),
    name: `Person${field.name}`,
    compoundFieldName: compound === null ? null : `Person${compound}`,
    relationshipName: field.relationshipName === null ? null : `Person${field.relationshipName}`,
  };
}

/** [K] It is never required of an Account by itself: a business has none. */
function asPersonCustomField(field: Field): Field {
  return {
    ...structuredClone(field),
    name: field.name.replace(/__c$/, '__pc'),
    relationshipName: field.relationshipName?.replace(/__r$/, '__pr') ?? null,
    nillable: field.type !== 'boolean',
  };
}

function setNillable(type: SObjectType, name: string, nillable: boolean): void {
  type.fields = type.fields.map((field) => (field.name === name ? { ...field, nillable } : field));
}
