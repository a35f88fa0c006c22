import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BookingDetails } from '../../src/bookings/booking.ts';
import { eventDescription, eventValues } from '../../src/bookings/plan/event-values.ts';
import { onlyChanged, onlyEmpty, personValues, readableFields } from '../../src/bookings/plan/person-values.ts';
import type { BookingToPlan } from '../../src/bookings/plan/plan-person.ts';
import { fallbackValue, isRequired, missingRequired } from '../../src/bookings/plan/required-fields.ts';
import { bookingToPlan, planningTime, someDetails } from '../support/planning.ts';
import { field, objectSchema, orgSchema, required } from '../support/schema.ts';
import { english } from '../../src/texts/text.ts';

const lead = orgSchema().objects.get('Lead')!;
const event = orgSchema().objects.get('Event')!;
const answers = (...pairs: [string, string][]): BookingDetails => ({
  ...someDetails,
  answers: pairs.map(([question, answer]) => ({ question, answer })),
});

describe('what a booking says about a person', () => {
  it('maps the customer, and each answer whose question is the label or the API name of a field', () => {
    const schema = objectSchema('Lead', [...lead.fields.values(), field('Office_Size__c', 'double')]);
    const details = answers(['Industry', 'banking'], ['Office size', '40'], ['Favourite colour', 'blue']);
    assert.deepEqual(personValues(details, schema, 'create').values, {
      FirstName: 'Ana',
      LastName: 'Jones',
      Email: 'ana@example.test',
      Company: 'Acme',
      Industry: 'Banking',
      Office_Size__c: 40,
    });
  });

  it('takes the customer’s own word before an answer to a question of that name', () => {
    const { values } = personValues(answers(['Company', 'Other Ltd'], ['Title', 'CEO']), lead, 'create');
    assert.equal(values['Company'], 'Acme');
    assert.equal(values['Title'], 'CEO');
  });

  it('never lets an answer choose the owner, the status, a look-up or one of our own fields', () => {
    const questions = ['Owner ID', 'OwnerId', 'Status', 'Inlet Customer Id', 'Is Converted', 'Id'];
    const { values } = personValues(answers(...questions.map((name): [string, string] => [name, 'x'])), lead, 'create');
    assert.deepEqual(Object.keys(values), ['FirstName', 'LastName', 'Email', 'Company']);
  });

  it('passes over fields that may not be written by this action', () => {
    const schema = objectSchema('Lead', [
      field('LastName', 'string', { createable: false }),
      field('FirstName', 'string', { updateable: false }),
    ]);
    assert.deepEqual(personValues(someDetails, schema, 'create').values, { FirstName: 'Ana' });
    assert.deepEqual(personValues(someDetails, schema, 'update').values, { LastName: 'Jones' });
  });

  it('reads of a match exactly the fields that it may fill', () => {
    assert.deepEqual(readableFields(lead, [answers(['Industry', 'x'], ['Unknown', 'x'])]), [
      'FirstName',
      'LastName',
      'Email',
      'Phone',
      'MobilePhone',
      'Company',
      'Industry',
    ]);
  });
});

describe('what of it is written to a record that was found', () => {
  it('fills fields that are empty or hold our own stand-in, and no other', () => {
    const record = { FirstName: '', LastName: 'Unspecified', Email: 'old@example.test', Company: null };
    const values = { FirstName: 'Ana', LastName: 'Jones', Email: 'ana@example.test', Company: 'Acme', Phone: '1' };
    assert.deepEqual(onlyEmpty(values, record), { FirstName: 'Ana', LastName: 'Jones', Company: 'Acme' });
  });

  it('takes an address in the place of a last name for a stand-in: the real name replaces it', () => {
    const values = { FirstName: 'Ana', LastName: 'Jones' };
    const unnamed = { FirstName: null, LastName: 'ana.b', Email: 'ana.b@example.test', Phone: '12' };
    assert.deepEqual(onlyEmpty(values, unnamed), values);
    assert.deepEqual(onlyEmpty(values, { ...unnamed, LastName: '12' }), values);
    assert.deepEqual(onlyEmpty(values, { ...unnamed, LastName: 'Brown' }), {});
  });

  it('never puts the first name of one person beside the last name of another', () => {
    const record = { FirstName: null, LastName: 'Smith', Title: null };
    assert.deepEqual(onlyEmpty({ FirstName: 'Ana', LastName: 'Jones', Title: 'CEO' }, record), { Title: 'CEO' });
    assert.deepEqual(onlyEmpty({ FirstName: 'Ana', LastName: 'SMITH' }, record), { FirstName: 'Ana' });
  });

  it('overwrites what differs, where the rules say so', () => {
    const record = { LastName: 'Jones', Email: 'old@example.test' };
    const values = { LastName: 'Jones', Email: 'ana@example.test', Phone: '1' };
    assert.deepEqual(onlyChanged(values, record), { Email: 'ana@example.test' });
  });
});

describe('what stands in the Event', () => {
  const input = { booking: bookingToPlan(), packagePrefix: '' };
  const having = (more: Partial<BookingToPlan>) => ({ ...input, booking: { ...input.booking, ...more } });

  it('holds the times, the page and the state, and leaves out on creation what nobody said', () => {
    assert.deepEqual(eventValues(input, event, 'create').values, {
      Subject: 'Live demo',
      StartDateTime: '2026-12-01T15:00:00.000Z',
      EndDateTime: '2026-12-01T15:30:00.000Z',
      Description: 'Booked by: Ana Jones\nE-mail: ana@example.test\nCompany: Acme',
      ShowAs: 'Busy',
      Inlet_Booking_Status__c: 'Scheduled',
      Inlet_Booking_Page__c: 'Demo',
    });
  });

  it('is marked and free when the meeting does not take place', () => {
    for (const [status, word] of [
      ['canceled', 'Canceled'],
      ['rejected', 'Rejected'],
      ['no-show', 'No-show'],
    ] as const) {
      const { values } = eventValues(having({ status }), event, 'update');
      assert.equal(values['Subject'], `${word}: Live demo`);
      assert.equal(values['ShowAs'], 'Free');
      assert.equal(values['Inlet_Booking_Status__c'], word);
    }
  });

  it('takes back with a change what an earlier state said, but never the owner or a field that must hold something', () => {
    const schema = objectSchema('Event', [...event.fields.values(), field('Location', 'string', required)]);
    const { values } = eventValues(input, schema, 'update');
    assert.equal(values['Inlet_Booking_Reason__c'], null);
    assert.equal(values['Inlet_Meeting_Link__c'], null);
    assert.ok(!('OwnerId' in values));
    assert.ok(!('Location' in values));
  });

  it('clears a link that the new one is too long for, and shows the new one in the description', () => {
    const meetingUrl = `https://meet.example.test/${'x'.repeat(300)}`;
    const { values, notes } = eventValues(having({ details: { ...someDetails, meetingUrl } }), event, 'update');
    assert.equal(values['Inlet_Meeting_Link__c'], null);
    assert.equal(values['Location'], null);
    assert.ok(String(values['Description']).includes(`Join: ${meetingUrl}`));
    assert.equal(notes.length, 2);
  });

  it('says which of its values the API User may not write', () => {
    const schema = objectSchema('Event', [
      ...event.fields.values(),
      field('Subject', 'combobox', { updateable: false }),
    ]);
    const { values, notes } = eventValues(input, schema, 'update');
    assert.ok(!('Subject' in values));
    assert.deepEqual(notes.map(english), ['Subject of Event was left out: the API User may not write it.']);
  });

  it('has everything that the customer wrote in its description, also what no field holds', () => {
    const long = (word: string) => `${word} ${'x'.repeat(255)}`;
    const details: BookingDetails = {
      ...answers(['Why?', 'Because\nso']),
      timeZone: 'America/New_York',
      customer: { ...someDetails.customer, phone: '1'.repeat(50), mobilePhone: '2'.repeat(50), company: long('Acme') },
      subject: long('Subject'),
      location: long('Location'),
      reason: long('Reason'),
      notes: 'See you',
      meetingUrl: 'https://meet.example.test/1',
    };
    const description = eventDescription(details)!;
    const texts = [
      'See you',
      'Why?: Because\nso',
      'Booked by: Ana Jones',
      'E-mail: ana@example.test',
      `Phone: ${'1'.repeat(50)}`,
      `Mobile phone: ${'2'.repeat(50)}`,
      `Company: ${long('Acme')}`,
      'Their time: 2026-12-01 10:00 (America/New_York)',
      'Join: https://meet.example.test/1',
      long('Subject'),
      long('Location'),
      long('Reason'),
    ];
    for (const text of texts) assert.ok(description.includes(text), text);
  });

  it('leaves out a time zone that nobody knows, and a description of nothing', () => {
    assert.equal(eventDescription({ start: someDetails.start!, timeZone: 'Mars/Olympus' }), undefined);
  });
});

describe('what goes into required fields', () => {
  it('is required what can be written, may not be empty and has no default', () => {
    assert.ok(isRequired(field('F', 'string', required)));
    assert.ok(!isRequired(field('F', 'string', { ...required, createable: false })));
    assert.ok(!isRequired(field('F', 'string', { ...required, defaultedOnCreate: true })));
    assert.ok(!isRequired(field('F')));
    for (const type of ['location', 'address']) assert.ok(!isRequired(field('F', type, required)), type);
  });

  it('counts null and the empty text as missing, but neither 0 nor false', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const schema = objectSchema(
      'Lead',
      names.map((name) => field(name, 'string', required)),
    );
    const missing = missingRequired(schema, { A: null, B: '', C: 0, D: false });
    assert.deepEqual(
      missing.map(({ name }) => name),
      ['A', 'B', 'E'],
    );
  });

  it('has a stand-in for each type that one can be made up for', () => {
    const table: [string, string | number][] = [
      ['currency', 0],
      ['double', 0],
      ['int', 0],
      ['percent', 0],
      ['date', '2026-11-20'],
      ['datetime', '2026-11-20T09:00:00.000Z'],
      ['email', 'email@example.com'],
      ['phone', '1234567890'],
      ['url', 'http://NA'],
      ['string', 'Unspecified'],
      ['textarea', 'Unspecified'],
      ['combobox', 'Unspecified'],
    ];
    for (const [type, value] of table) assert.equal(fallbackValue(field('F', type), planningTime), value, type);
    assert.equal(fallbackValue(field('F', 'string', { length: 5 }), planningTime), 'Unspe');
  });

  it('has none for a picklist, a look-up or anything else that must be chosen', () => {
    for (const type of ['picklist', 'multipicklist', 'reference', 'encryptedstring', 'base64', 'boolean', 'time']) {
      assert.equal(fallbackValue(field('F', type), planningTime), undefined, type);
    }
  });
});
