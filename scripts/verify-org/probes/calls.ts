import { bookingKey, composite, customerKey, event, graphs, lead, part, query, read } from '../calls.ts';
import { errorCode, said, type Answer, type Probe } from '../probe.ts';

interface Response {
  referenceId: string;
  httpStatusCode: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

const parts = (answer: Answer | undefined) => (answer?.body?.compositeResponse ?? []) as Response[];
const codeOf = (response: Response | undefined) => String(response?.body?.[0]?.errorCode);
const graphsOf = (answer: Answer | undefined) =>
  (answer?.body?.graphs ?? []) as {
    graphId: string;
    isSuccessful: boolean;
    graphResponse: { compositeResponse: Response[] };
  }[];
const saved = (answer: Answer | undefined) =>
  graphsOf(answer)
    .filter(({ isSuccessful }) => isSuccessful)
    .map(({ graphId }) => graphId)
    .join();
const count = (unique: string) => query(`SELECT COUNT() FROM Lead WHERE LastName = '${unique}'`);

/** How many records go in one call, and what the answers say of each. */
export const callProbes: Probe[] = [
  {
    claim: 'One failing graph leaves the others of the same call saved',
    reliedOnBy: 'A graph a person: one refused booking holds up no other (server/src/bookings/deliver/send-plans.ts)',
    steps: [
      (_before, unique) =>
        graphs({
          good: [part('who', 'POST', '/sobjects/Lead', lead(unique))],
          bad: [part('who', 'POST', '/sobjects/Lead', { Company: unique })],
        }),
    ],
    decide: ([answer]) => saved(answer) === 'good' || `saved: ${saved(answer) || 'none'}`,
  },
  {
    claim: 'A graph upserts a person by external id and puts the id into the Event, the first time and the second',
    reliedOnBy: 'A person and the Event in one call, which may be repeated (server/src/bookings/deliver/send-plans.ts)',
    steps: [0, 1].map(
      () => (_before, unique) =>
        graphs({
          one: [
            part('who', 'PATCH', `/sobjects/Lead/${customerKey}/${unique}`, lead(unique)),
            part('event', 'PATCH', `/sobjects/Event/${bookingKey}/${unique}`, event({ WhoId: '@{who.id}' })),
          ],
        }),
    ),
    decide: (answers) =>
      answers.every((answer) => saved(answer) === 'one') || answers.map((one) => JSON.stringify(one.body)).join(' / '),
  },
  {
    claim: 'A graph reads what it just saved by its external id, and gives a field of it to the next part',
    reliedOnBy: 'The Event is with the Contact of a new Person Account (server/src/bookings/deliver/read-back.ts)',
    steps: [
      (_before, unique) => {
        const path = `/sobjects/Lead/${customerKey}/${unique}`;
        return graphs({
          one: [
            part('who', 'PATCH', path, lead(unique, { Title: 'read' })),
            part('back', 'GET', `${path}?fields=Title`),
            part('event', 'POST', '/sobjects/Event', event({ WhoId: '@{who.id}', Location: '@{back.Title}' })),
          ],
        });
      },
      ([answer]) => read('Event', String(graphsOf(answer)[0]?.graphResponse.compositeResponse[2]?.body?.id)),
    ],
    decide: ([answer, made]) => made?.body?.Location === 'read' || (JSON.stringify(answer?.body) ?? said(answer)),
  },
  {
    claim: 'In a failed graph what was not at fault says PROCESSING_HALTED, and nothing stays',
    reliedOnBy: 'Only what is at fault becomes the diagnosis (server/src/salesforce/error-codes.ts)',
    steps: [
      (_before, unique) =>
        graphs({
          one: [
            part('good', 'POST', '/sobjects/Lead', lead(unique)),
            part('bad', 'POST', '/sobjects/Lead', { Company: unique }),
          ],
        }),
      (_before, unique) => count(unique),
    ],
    decide: ([answer, left]) => {
      const [good, bad] = graphsOf(answer)[0]?.graphResponse.compositeResponse ?? [];
      const codes = `${codeOf(good)}, ${codeOf(bad)}, ${left?.body?.totalSize} stayed`;
      return codes === 'PROCESSING_HALTED, REQUIRED_FIELD_MISSING, 0 stayed' || codes;
    },
  },
  {
    claim: 'A composite call with allOrNone whose last part must fail leaves no record',
    reliedOnBy: 'Calls that are to be saved whole or not at all (server/src/salesforce/composite.ts)',
    steps: [
      (_before, unique) =>
        composite(
          true,
          part('a', 'POST', '/sobjects/Lead', lead(unique)),
          part('b', 'POST', '/sobjects/Lead', { Company: unique }),
        ),
      (_before, unique) => count(unique),
    ],
    decide: ([, left]) => left?.body?.totalSize === 0 || `${left?.body?.totalSize} stayed`,
  },
  {
    claim: 'Without allOrNone, a part that names what failed says PROCESSING_HALTED, and the others stay',
    reliedOnBy: 'Writes that need headers of their own (server/src/bookings/deliver/send-plans.ts)',
    steps: [
      (_before, unique) =>
        composite(
          false,
          part('other', 'POST', '/sobjects/Lead', lead(unique)),
          part('who', 'POST', '/sobjects/Lead', { Company: unique }),
          part('event', 'POST', '/sobjects/Event', event({ WhoId: '@{who.id}' })),
        ),
    ],
    decide: ([answer]) => {
      const [other, , dependent] = parts(answer);
      const found = `${other?.httpStatusCode}, ${codeOf(dependent)}`;
      return found === '201, PROCESSING_HALTED' || found;
    },
  },
  {
    claim: 'A collection can be a part of a composite call, and each of its rows is saved or fails alone',
    reliedOnBy: 'Many people at once where headers matter (server/src/bookings/deliver/send-collections.ts)',
    steps: [
      (_before, unique) =>
        composite(
          false,
          part('many', 'PATCH', `/composite/sobjects/Lead/${customerKey}`, {
            allOrNone: false,
            records: [
              { attributes: { type: 'Lead' }, [customerKey]: unique, ...lead(unique) },
              { attributes: { type: 'Lead' }, [customerKey]: `${unique}-2`, Company: unique },
            ],
          }),
        ),
    ],
    decide: ([answer]) => {
      const rows = parts(answer)[0]?.body as { success: boolean; errors?: { statusCode?: string }[] }[] | undefined;
      const found = rows?.map?.(({ success, errors }) => (success ? 'saved' : errors?.[0]?.statusCode)).join();
      return found === 'saved,REQUIRED_FIELD_MISSING' || (JSON.stringify(parts(answer)[0]) ?? said(answer));
    },
  },
  {
    claim: 'A duplicate that a rule stops is saved with allowSave=true in a header of its part',
    reliedOnBy: 'Orgs with duplicate rules (docs/decisions/0004)',
    steps: [
      (_before, unique) => composite(false, part('first', 'POST', '/sobjects/Contact', person(unique))),
      (_before, unique) => composite(false, part('second', 'POST', '/sobjects/Contact', person(unique))),
      (_before, unique) =>
        composite(
          false,
          part('third', 'POST', '/sobjects/Contact', person(unique), {
            'Sforce-Duplicate-Rule-Header': 'allowSave=true',
          }),
        ),
    ],
    // Where no rule is active the second is saved as well, and the header must do no harm.
    decide: ([, second, third]) => {
      const found = [parts(second)[0], parts(third)[0]];
      const isStopped = codeOf(found[0]) === 'DUPLICATES_DETECTED' || found[0]?.httpStatusCode === 201;
      return (
        (isStopped && found[1]?.httpStatusCode === 201) || found.map((one) => JSON.stringify(one?.body)).join(' / ')
      );
    },
  },
  {
    claim: 'Text with `@ {` in it is saved as it is',
    reliedOnBy: 'A booking cannot reach into the call that it is part of (server/src/salesforce/references.ts)',
    steps: [
      (_before, unique) =>
        composite(
          false,
          part('who', 'POST', '/sobjects/Lead', lead(unique, { Description: '@ {who.id} {0} \\@ {x}' })),
        ),
      ([made]) => read('Lead', String(parts(made)[0]?.body?.id)),
    ],
    decide: ([, found]) =>
      found?.body?.Description === '@ {who.id} {0} \\@ {x}' || `it became ${JSON.stringify(found?.body?.Description)}`,
  },
  {
    claim: 'The rules that are active can be asked for together with the schema',
    reliedOnBy: 'A rule that an admin switches on is minded at once (server/src/salesforce/describe.ts)',
    steps: [
      () =>
        composite(
          false,
          part('lead', 'GET', '/sobjects/Lead/describe'),
          part(
            'assignment',
            'GET',
            `/query?q=${encodeURIComponent('SELECT SobjectType FROM AssignmentRule WHERE Active = true')}`,
          ),
          part(
            'duplicate',
            'GET',
            `/query?q=${encodeURIComponent('SELECT SobjectType FROM DuplicateRule WHERE IsActive = true')}`,
          ),
        ),
    ],
    decide: ([answer]) => {
      const found = parts(answer)
        .map(({ httpStatusCode }) => httpStatusCode)
        .join();
      return found === '200,200,200' || found || said(answer);
    },
  },
  {
    claim: 'Every answer tells the use of the API limit',
    reliedOnBy: 'Inlet stops before the limit is used up (server/src/salesforce/limits.ts)',
    steps: [() => ({ method: 'GET', path: '/sobjects' }), () => read('Lead', '00Q000000000000AAA')],
    decide: (answers) => {
      const told = answers.map(({ headers }) => headers.get('Sforce-Limit-Info') ?? 'nothing');
      return told.every((one) => /api-usage=\d+\/\d+/.test(one)) || `Sforce-Limit-Info: ${told.join(', then ')}`;
    },
  },
  {
    claim: 'A version that was retired answers 410',
    reliedOnBy: 'The admin is told that the backend has to be updated (server/src/salesforce/classify.ts)',
    steps: [() => ({ method: 'GET', path: '/services/data/v25.0/sobjects' })],
    decide: ([answer]) => answer?.status === 410 || said(answer),
  },
  {
    claim: 'A field that does not exist answers 400 INVALID_FIELD, in a query and in a write',
    reliedOnBy: 'A field that was taken away is told as such (server/src/salesforce/error-codes.ts)',
    steps: [
      () => query('SELECT Inlet_Nowhere__c FROM Lead'),
      (_before, unique) => ({ method: 'POST', path: '/sobjects/Lead', body: lead(unique, { Inlet_Nowhere__c: 'x' }) }),
    ],
    decide: (answers) =>
      answers.every((answer) => answer.status === 400 && errorCode(answer) === 'INVALID_FIELD') ||
      answers.map(said).join(', then '),
  },
];

/** Close enough for the rules that every new org has. */
const person = (unique: string) => ({ FirstName: 'Ana', LastName: unique, Email: `${unique}@example.com` });
