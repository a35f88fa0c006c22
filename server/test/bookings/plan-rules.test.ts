import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageRules } from '../../src/bookings/creation-rules.ts';
import { planPerson, type BookingToPlan } from '../../src/bookings/plan/plan-person.ts';
import {
  defaultPageMapping,
  mappingOfPage,
  type FieldMapping,
  type MappedObject,
} from '../../src/bookings/settings/field-mapping.ts';
import { defaultMapping } from '../../src/bookings/settings/field-mapping.ts';
import { english, text } from '../../src/texts/text.ts';
import { bookingToPlan, planContext, someDetails } from '../support/planning.ts';
import { field, orgSchema, required } from '../support/schema.ts';

const type = (name: string) => field(name, 'reference', { referenceTo: ['RecordType'] });
const schema = orgSchema({
  fields: {
    Lead: [type('RecordTypeId'), field('Score__c', 'double')],
    Contact: [type('RecordTypeId'), field('AccountId', 'reference')],
    Case: [type('RecordTypeId'), field('OwnerId', 'reference', { nillable: false, defaultedOnCreate: true })],
    Event: [type('RecordTypeId'), field('Goal__c')],
  },
});
const context = planContext(schema);

function plan(more: Parameters<typeof bookingToPlan>[0] = {}, in_ = context) {
  const { plan, unplannable } = planPerson([bookingToPlan(more)], in_);
  assert.deepEqual(unplannable, []);
  const [booking] = plan.bookings;
  const of = (object: string) => plan.operations.find((operation) => operation.object === object);
  return { of, objects: plan.operations.map(({ object }) => object), notes: booking!.notes.map(english) };
}
const byRule = (rules: Partial<PageRules>, more: Partial<BookingToPlan> = {}) => plan({ ...more, rules });
const mapped = (object: MappedObject, ...mappings: FieldMapping[]) => ({
  mapping: { ...defaultPageMapping, objects: { ...defaultPageMapping.objects, [object]: mappings } },
});
const to = (name: string, from: FieldMapping['from'], write: FieldMapping['write'] = 'always'): FieldMapping => ({
  field: name,
  from,
  write,
});
const constant = (name: string, value: string, write?: FieldMapping['write']) =>
  to(name, { kind: 'constant', value }, write);
const known = (object: 'Lead' | 'Contact', record: object) => ({
  kind: 'known' as const,
  object,
  record: { Id: object === 'Lead' ? '00Q000000000001AAA' : '003000000000001AAA', ...record },
  reason: text('match.email'),
});
const queueId = '00G000000000001AAA';
const ownerId = '005000000000001AAA';

describe('the rules of a page', () => {
  it('make a stranger a Contact, by our key, owned by the booking’s owner', () => {
    const { of, objects } = byRule({ stranger: 'contact' }, { ownerId });
    assert.deepEqual(objects, ['Contact', 'Event']);
    assert.deepEqual(of('Contact')!.target, { field: 'Inlet_Customer_Id__c', value: 'c_1' });
    assert.equal(of('Contact')!.values['OwnerId'], ownerId);
    assert.deepEqual(of('Event')!.values['WhoId'], { reference: 'bk_1_who' });
  });

  it('make a Contact in the Account of the domain, and what the page wants where there is none', () => {
    const related = { account: { id: '001000000000001AAA', name: 'Acme' } };
    const { of, notes } = byRule({ stranger: 'contactInAccount' }, { related });
    assert.equal(of('Contact')!.values['AccountId'], related.account.id);
    assert.ok(notes.some((note) => note.includes('Account "Acme"')));
    assert.deepEqual(byRule({ stranger: 'contactInAccount' }).objects, ['Lead', 'Event']);
    const contact = byRule({ stranger: 'contactInAccount', strangerWithoutAccount: 'contact' });
    assert.deepEqual(contact.objects, ['Contact', 'Event']);
    assert.ok(!('AccountId' in contact.of('Contact')!.values));
  });

  it('make a Contact beside a Case, which a Lead could not stand on', () => {
    const { of, objects } = byRule({ stranger: 'contact', case: true });
    assert.deepEqual(objects, ['Contact', 'Case', 'Event']);
    assert.deepEqual(of('Case')!.values['ContactId'], { reference: 'bk_1_who' });
    assert.deepEqual(byRule({ case: true }).objects, ['Case', 'Event']);
  });

  it('give a Lead to the booking’s owner, to a queue, or to the assignment rules', () => {
    const owner = (leadOwner: PageRules['leadOwner']) => byRule({ leadOwner }, { ownerId }).of('Lead')!;
    assert.equal(owner('bookingOwner').values['OwnerId'], ownerId);
    assert.equal(owner({ queueId }).values['OwnerId'], queueId);
    assert.ok(!('OwnerId' in owner('assignmentRules').values));
    assert.equal(owner('assignmentRules').headers['Sforce-Auto-Assign'], 'TRUE');
    assert.equal(owner({ queueId }).headers['Sforce-Auto-Assign'], 'FALSE');
  });

  it('give a Case to the API User, the booking’s owner, a queue, or the assignment rules', () => {
    const owner = (caseOwner: PageRules['caseOwner']) => byRule({ case: true, caseOwner }, { ownerId }).of('Case')!;
    assert.ok(!('OwnerId' in owner('apiUser').values));
    assert.equal(owner('bookingOwner').values['OwnerId'], ownerId);
    assert.equal(owner({ queueId }).values['OwnerId'], queueId);
    assert.equal(owner('assignmentRules').headers['Sforce-Auto-Assign'], 'TRUE');
    assert.equal(owner('apiUser').headers['Sforce-Auto-Assign'], 'FALSE');
  });

  it('give a known record to the booking’s owner, or leave it whose it is; never to the default owner', () => {
    const match = known('Lead', { OwnerId: '005000000000009AAA', LastName: 'Jones' });
    const values = (more: Partial<BookingToPlan>, rules: Partial<PageRules>) =>
      plan({ match, ...more, rules: { known: 'leave', ...rules } }).of('Lead')?.values;
    assert.deepEqual(values({ ownerId }, { knownOwner: 'bookingOwner' }), { OwnerId: ownerId });
    assert.equal(values({ ownerId }, {}), undefined);
    assert.equal(
      values(
        { ownerId, ownerProblem: { kind: 'unknown', owner: 'x@x.test', standIn: true } },
        { knownOwner: 'bookingOwner' },
      ),
      undefined,
    );
    assert.equal(values({ ownerId: '005000000000009AAA' }, { knownOwner: 'bookingOwner' }), undefined);
  });

  it('set the Lead’s status, and every record type; a mapped status comes first', () => {
    const id = '012000000000001AAA';
    const types = { leadRecordType: id, contactRecordType: id, caseRecordType: id, eventRecordType: id };
    const lead = byRule({ leadStatus: 'Closed', ...types });
    assert.equal(lead.of('Lead')!.values['Status'], 'Closed');
    assert.equal(lead.of('Lead')!.values['RecordTypeId'], id);
    assert.equal(lead.of('Event')!.values['RecordTypeId'], id);
    const contact = byRule({ stranger: 'contact', case: true, ...types });
    assert.equal(contact.of('Contact')!.values['RecordTypeId'], id);
    assert.equal(contact.of('Case')!.values['RecordTypeId'], id);
    const both = plan({ ...mapped('Lead', constant('Status', 'Open')), rules: { leadStatus: 'Closed' } });
    assert.equal(both.of('Lead')!.values['Status'], 'Open');
  });

  it('leave a rule out, and say so, where the API User may not write its field', () => {
    const locked = orgSchema({ fields: { Lead: [field('OwnerId', 'reference', { createable: false })] } });
    const { of, notes } = plan({ rules: { leadOwner: { queueId } } }, planContext(locked));
    assert.ok(!('OwnerId' in of('Lead')!.values));
    assert.ok(notes.some((note) => note.startsWith('OwnerId of Lead was left out')));
  });

  it('make no Event where another product syncs the calendars, and say so', () => {
    const { objects, notes } = byRule({ event: 'none' });
    assert.deepEqual(objects, ['Lead']);
    assert.ok(notes.some((note) => note.startsWith('No Event was made')));
    // One that stands from before goes on following its booking.
    const standing = byRule({ event: 'none' }, { records: { event: { id: '00U000000000001AAA' } } });
    assert.deepEqual(standing.objects, ['Event']);
  });

  it('relate the Event of a Contact, but not of a Lead; the booking’s own Case comes first', () => {
    const what = { id: '006000000000001AAA', reason: text('plan.relatedToOpportunity') };
    const match = known('Contact', { LastName: 'Jones' });
    const { of, notes } = plan({ match, related: { what } });
    assert.equal(of('Event')!.values['WhatId'], what.id);
    assert.ok(notes.some((note) => note.includes('open Opportunity')));
    const lead = plan({ match: known('Lead', { LastName: 'Jones' }), related: { what } });
    assert.ok(!('WhatId' in lead.of('Event')!.values));
    const own = plan({ match, related: { what }, rules: { case: true } });
    assert.deepEqual(own.of('Event')!.values['WhatId'], { reference: 'bk_1_case' });
  });
});

describe('the mapping of a page', () => {
  it('writes booking fields, answers, constants and templates, each in the form of its field', () => {
    const answers = [{ question: 'How many?', answer: '12.345' }];
    const { of } = plan({
      details: { ...someDetails, answers },
      ...mapped(
        'Lead',
        to('Title', { kind: 'booking', field: 'page.name' }),
        to('Score__c', { kind: 'answer', question: 'how many' }),
        constant('Industry', 'banking'),
        to('Company', { kind: 'template', template: '{{customer.company}} ({{owner.email}})' }),
      ),
    });
    const { Title, Score__c, Industry, Company } = of('Lead')!.values;
    assert.deepEqual([Title, Score__c, Industry, Company], ['Demo', 12.35, 'Banking', 'Acme ()']);
  });

  it('is as built in where the mapped source has no value', () => {
    const { of } = plan(mapped('Lead', to('Company', { kind: 'answer', question: 'Firm' })));
    assert.equal(of('Lead')!.values['Company'], 'Acme');
  });

  it('writes always, or only where a known record holds nothing, field by field and whatever the rule for the others', () => {
    const match = known('Lead', { LastName: 'Jones', Title: 'CEO', Industry: 'Energy', FirstName: null });
    const values = (rules: Partial<PageRules>, write: FieldMapping['write']) =>
      plan({ match, rules, ...mapped('Lead', constant('Industry', 'Banking', write)) }).of('Lead')?.values;
    assert.deepEqual(values({}, 'always'), { FirstName: 'Ana', Industry: 'Banking' });
    assert.deepEqual(values({}, 'ifEmpty'), { FirstName: 'Ana' });
    assert.deepEqual(values({ known: 'overwrite' }, 'ifEmpty'), { FirstName: 'Ana' });
    assert.equal(values({ known: 'leave' }, 'always'), undefined);
  });

  it('follows an Event with every change, or leaves what was written at first alone', () => {
    const records = { event: { id: '00U000000000001AAA' } };
    const goal = (write: FieldMapping['write'], reason?: string) =>
      plan({
        records,
        details: { ...someDetails, ...(reason && { reason }) },
        ...mapped('Event', to('Goal__c', { kind: 'booking', field: 'reason' }, write)),
      }).of('Event')!.values;
    assert.equal(goal('always', 'Ill')['Goal__c'], 'Ill');
    assert.equal(goal('always')['Goal__c'], null);
    assert.ok(!('Goal__c' in goal('ifEmpty', 'Ill')));
  });

  it('keeps the word "Canceled" before a mapped subject', () => {
    const subject = mapped('Event', to('Subject', { kind: 'template', template: 'Call {{customer.name}}' }, 'ifEmpty'));
    assert.equal(plan(subject).of('Event')!.values['Subject'], 'Call Ana Jones');
    const records = { event: { id: '00U000000000001AAA' } };
    const canceled = plan({ ...subject, records, status: 'canceled' });
    assert.equal(canceled.of('Event')!.values['Subject'], 'Canceled: Call Ana Jones');
  });

  it('says which field is gone, and which value its field does not take; the booking comes in all the same', () => {
    const { notes } = plan(mapped('Lead', constant('Gone__c', 'x'), constant('Score__c', 'many')));
    assert.ok(notes.includes('Gone__c of Lead was left out: the API User may not write it.'));
    assert.ok(notes.some((note) => note.startsWith('Lead: Score was left empty: "many" is not a plain number')));
  });

  it('can be without the answers that go by the label of a field', () => {
    const details = { ...someDetails, answers: [{ question: 'Title', answer: 'CEO' }] };
    assert.equal(plan({ details }).of('Lead')!.values['Title'], 'CEO');
    const mapping = { ...defaultPageMapping, matchAnswersByLabel: false };
    assert.ok(!('Title' in plan({ details, mapping }).of('Lead')!.values));
  });

  it('of a page is added to that of all pages, in its place for the same field', () => {
    const all = { ...defaultMapping.all, Lead: [constant('Title', 'all'), constant('Industry', 'Energy')] };
    const pages = { 'BP-1': { Lead: [constant('Title', 'own')] } };
    const { objects } = mappingOfPage({ ...defaultMapping, all, pages }, 'BP-1');
    assert.deepEqual(objects.Lead, [constant('Industry', 'Energy'), constant('Title', 'own')]);
    for (const page of [undefined, 'BP-2', '__proto__', 'constructor']) {
      assert.deepEqual(mappingOfPage({ ...defaultMapping, all, pages }, page).objects.Lead, all.Lead);
    }
  });

  it('fills a required field instead of a stand-in', () => {
    const needing = orgSchema({ fields: { Lead: [field('Goal__c', 'string', required)] } });
    const { of } = plan(mapped('Lead', constant('Goal__c', 'Win')), planContext(needing));
    assert.equal(of('Lead')!.values['Goal__c'], 'Win');
  });
});
