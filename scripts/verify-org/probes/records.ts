import { bookingKey, change, customerKey, event, lead, make, query, read, remove } from '../calls.ts';
import { errorCode, said, type Answer, type Probe } from '../probe.ts';

const id = (answer: Answer | undefined) => String(answer?.body?.id);
const statuses = (answers: Answer[]) => answers.map(said).join(', then ');

/** How records are saved, found again and deleted. */
export const recordProbes: Probe[] = [
  {
    claim: 'A repeated upsert by the external id of an Event changes the one, makes no second, and tells its id',
    reliedOnBy: 'Exactly once: a call whose answer got lost is repeated (server/src/bookings/plan/plan-event.ts)',
    steps: [
      (_before, unique) => change('Event', `${bookingKey}/${unique}`, event()),
      (_before, unique) => change('Event', `${bookingKey}/${unique}`, event()),
    ],
    decide: ([first, second]) =>
      (first?.status === 201 && second?.status === 200 && id(first) === id(second)) || statuses([first!, second!]),
  },
  {
    claim: 'An upsert by the external id of a deleted Event makes a new one',
    reliedOnBy:
      'A booking that is scheduled again after its Event was deleted (server/src/bookings/plan/plan-event.ts)',
    steps: [
      (_before, unique) => change('Event', `${bookingKey}/${unique}`, event()),
      ([made]) => remove('Event', id(made)),
      (_before, unique) => change('Event', `${bookingKey}/${unique}`, event()),
    ],
    decide: ([first, , again]) =>
      (again?.status === 201 && id(first) !== id(again)) || `the second upsert said ${said(again)}`,
  },
  {
    claim: 'A change to a deleted Event, and deleting it again, answer 404 ENTITY_IS_DELETED',
    reliedOnBy: 'An Event that somebody deleted is no fault of the booking (server/src/bookings/deliver/outcome.ts)',
    steps: [
      () => make('Event', event()),
      ([made]) => remove('Event', id(made)),
      ([made]) => change('Event', id(made), { Subject: 'x' }),
      ([made]) => remove('Event', id(made)),
    ],
    decide: ([, , changed, removed]) => {
      const isGone = (answer?: Answer) => answer?.status === 404 && errorCode(answer) === 'ENTITY_IS_DELETED';
      return (isGone(changed) && isGone(removed)) || statuses([changed!, removed!]);
    },
  },
  {
    claim: 'A second record with the same unique value answers DUPLICATE_VALUE',
    reliedOnBy: 'The external ids keep a person from being made twice (server/src/salesforce/error-codes.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique, { [customerKey]: unique })),
      (_before, unique) => make('Lead', lead(`${unique}-2`, { [customerKey]: unique })),
    ],
    decide: ([, second]) => errorCode(second!) === 'DUPLICATE_VALUE' || said(second),
  },
  {
    claim: 'null empties a field, and so does an empty text',
    reliedOnBy: 'What a booking takes back is emptied on the Event (server/src/bookings/plan/event-values.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique, { Title: 'x', Street: 'x' })),
      ([made]) => change('Lead', id(made), { Title: null, Street: '' }),
      ([made]) => read('Lead', id(made)),
    ],
    decide: ([, , found]) =>
      (found?.body?.Title === null && found.body.Street === null) ||
      `Title ${JSON.stringify(found?.body?.Title)}, Street ${JSON.stringify(found?.body?.Street)}`,
  },
  {
    claim: 'A URL field holds 255 characters and refuses one more with STRING_TOO_LONG',
    reliedOnBy: 'A longer meeting link stands in the description (server/src/bookings/plan/event-values.ts)',
    steps: [255, 256].map((length) => () => make('Event', event({ Inlet_Meeting_Link__c: link(length) }))),
    decide: ([short, long]) =>
      (short?.status === 201 && errorCode(long!) === 'STRING_TOO_LONG') || statuses([short!, long!]),
  },
  {
    claim: 'An Event that is with a Lead cannot be related to a Case as well',
    reliedOnBy: 'Pages that ask for a Lead and a Case (server/src/bookings/plan/plan-event.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique)),
      (_before, unique) => make('Case', { Subject: unique }),
      ([who, what]) => make('Event', event({ WhoId: id(who), WhatId: id(what) })),
    ],
    decide: ([, , made]) => made?.status === 400 || `the Event was answered ${said(made)}`,
  },
  {
    claim: 'A phone field takes any text and is found by that text, letter by letter',
    reliedOnBy: 'People are looked up by the spellings of their phone number (server/src/bookings/match/lookups.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique, { Phone: '(202) 555-0143 ext. x' })),
      (_before, unique) => find(unique, "Phone = '(202) 555-0143 ext. x'"),
      (_before, unique) => find(unique, "Phone = '2025550143'"),
    ],
    decide: ([, same, digits]) =>
      (same?.body?.totalSize === 1 && digits?.body?.totalSize === 0) ||
      `found ${same?.body?.totalSize} by its text and ${digits?.body?.totalSize} by its digits`,
  },
  {
    claim: 'An e-mail address is found in whatever case it is asked for',
    reliedOnBy: 'People are looked up by their e-mail address in small letters (server/src/bookings/match/lookups.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique, { Email: `Ana.${unique}@Example.com` })),
      (_before, unique) => find(unique, `Email = 'ana.${unique}@example.com'`),
    ],
    decide: ([, found]) => found?.body?.totalSize === 1 || `found ${found?.body?.totalSize}`,
  },
  {
    claim: 'A record is found by the first 15 characters of its id',
    reliedOnBy: 'Ids that come with a booking are cut to 15 (server/src/bookings/match/lookups.ts)',
    steps: [
      (_before, unique) => make('Lead', lead(unique)),
      ([made], unique) => find(unique, `Id IN ('${id(made).slice(0, 15)}')`),
    ],
    decide: ([, found]) => found?.body?.totalSize === 1 || `found ${said(found)} ${found?.body?.totalSize}`,
  },
  {
    claim: 'Contacts of converted Leads can be asked for in one query, with OR inside of it',
    reliedOnBy: 'Somebody who was a Lead is found as the Contact (server/src/bookings/match/lookups.ts)',
    steps: [
      () =>
        query(
          "SELECT Id FROM Contact WHERE (Id IN (SELECT ConvertedContactId FROM Lead WHERE IsConverted = true AND (Email IN ('a@example.com') OR Phone IN ('1'))))",
        ),
    ],
    decide: ([found]) => typeof found?.body?.totalSize === 'number' || said(found),
  },
  {
    claim: 'Sending SuppliedEmail relates a Case to no Contact',
    reliedOnBy: 'The plan names the Contact itself (server/src/bookings/plan/plan-case.ts)',
    steps: [
      (_before, unique) => make('Contact', { LastName: unique, Email: `${unique}@example.com` }),
      (_before, unique) => make('Case', { Subject: unique, SuppliedEmail: `${unique}@example.com` }),
      ([, made]) => read('Case', id(made)),
    ],
    decide: ([, , found]) => found?.body?.ContactId === null || `ContactId ${found?.body?.ContactId}`,
  },
];

const link = (length: number) => 'https://meet.example.com/'.padEnd(length, 'x');
const find = (unique: string, condition: string) =>
  query(`SELECT Id FROM Lead WHERE LastName = '${unique}' AND ${condition}`);
