import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BookingDetails } from '../../src/bookings/booking.ts';
import { defaultCreationRules, rulesOfPage } from '../../src/bookings/creation-rules.ts';
import { planPerson, type BookingToPlan } from '../../src/bookings/plan/plan-person.ts';
import type { BookingPlan, Operation } from '../../src/bookings/plan/plan.ts';
import { bookingToPlan, planContext, someDetails } from '../support/planning.ts';
import { field, orgSchema, required } from '../support/schema.ts';
import { english, text } from '../../src/texts/text.ts';

function plan(bookings: BookingToPlan[] | BookingToPlan, schema = orgSchema()) {
  const planned = planPerson([bookings].flat(), planContext(schema));
  assert.deepEqual(planned.unplannable, []);
  return planned.plan;
}

/** "upsert Lead" and so on, in order. */
const steps = ({ operations }: { operations: Operation[] }) =>
  operations.map(({ action, object }) => `${action} ${object}`);
const operationOn = (object: string, { operations }: { operations: Operation[] }) =>
  operations.find((operation) => operation.object === object)!;
const knownLead = (record: Record<string, unknown> = {}) => ({
  kind: 'known' as const,
  object: 'Lead' as const,
  record: { Id: '00Q000000000001AAA', LastName: 'Jones', FirstName: 'Ana', Company: 'Acme', ...record },
  reason: text('match.email'),
});
const knownContact = { ...knownLead(), object: 'Contact' as const };
const withCustomer = (customer: BookingDetails['customer']): BookingDetails => ({
  ...someDetails,
  customer: customer!,
});
const oneHeld = (booking: BookingToPlan, schema = orgSchema()) => {
  const { plan: rest, unplannable } = planPerson([booking], planContext(schema));
  assert.deepEqual(rest, { operations: [], bookings: [] });
  assert.equal(unplannable.length, 1);
  return unplannable[0]!.diagnosis;
};

describe('a plan for a stranger', () => {
  it('makes the Lead by our id of the customer and the Event by our id of the booking, so that both can be repeated', () => {
    const planned = plan(bookingToPlan({ ownerId: '005000000000001AAA' }));
    assert.deepEqual(steps(planned), ['upsert Lead', 'upsert Event']);
    const [lead, event] = planned.operations;
    assert.deepEqual(lead!.target, { field: 'Inlet_Customer_Id__c', value: 'c_1' });
    assert.deepEqual(event!.target, { field: 'Inlet_Booking_Id__c', value: 'bk_1' });
    assert.deepEqual(event!.values['WhoId'], { reference: lead!.reference });
    assert.equal(lead!.values['OwnerId'], '005000000000001AAA');
    assert.equal(event!.values['OwnerId'], '005000000000001AAA');
  });

  it('makes another Lead where the one of this customer was converted and its Contact is gone', () => {
    const match = { kind: 'stranger' as const, reason: text('match.noEmail'), convertedLeadId: '00Q000000000001AAA' };
    const { target } = operationOn('Lead', plan(bookingToPlan({ match })));
    assert.deepEqual(target, { field: 'Inlet_Customer_Id__c', value: 'c_1_00Q000000000001AAA' });
  });

  it('calls a customer without a last name by the address, and says so', () => {
    const { operations, bookings } = plan(
      bookingToPlan({ details: withCustomer({ firstName: 'Ana', email: 'ana.b@x.test' }) }),
    );
    assert.equal(operations[0]!.values['FirstName'], 'Ana');
    assert.equal(operations[0]!.values['LastName'], 'ana.b');
    assert.deepEqual(
      bookings[0]!.fallbacks.map(({ field: name, value }) => [name, value]),
      [
        ['LastName', 'ana.b'],
        ['Company', 'Unspecified'],
      ],
    );
  });

  it('calls a customer by the phone number where that is all there is, and by a stand-in where nothing is', () => {
    const lastName = (customer: BookingDetails['customer']) =>
      operationOn('Lead', plan(bookingToPlan({ details: withCustomer(customer) }))).values['LastName'];
    assert.equal(lastName({ mobilePhone: '+49 30 1234' }), '+49 30 1234');
    assert.equal(lastName({ salesforceId: '00Q000000000009AAA' }), 'Unspecified');
  });

  it('fills every required field of the org, and is held only for one that cannot be made up', () => {
    const numbers = [field('Seats__c', 'double', required), field('Since__c', 'date', required)];
    const planned = plan(bookingToPlan(), orgSchema({ fields: { Lead: numbers } }));
    assert.equal(operationOn('Lead', planned).values['Seats__c'], 0);
    assert.equal(operationOn('Lead', planned).values['Since__c'], '2026-11-20');
    assert.equal(planned.bookings[0]!.fallbacks.length, 2);

    const picklist = field('Tier__c', 'picklist', { ...required, restrictedPicklist: true, picklistValues: ['A'] });
    const diagnosis = oneHeld(bookingToPlan(), orgSchema({ fields: { Lead: [picklist] } }));
    assert.equal(diagnosis.code, 'REQUIRED_FIELD_UNCOVERED');
    assert.deepEqual(diagnosis.field, { name: 'Tier__c', label: 'Tier' });
    assert.equal(diagnosis.page, 'Demo');
    assert.match(
      english(diagnosis.sentence),
      /^Lead requires Tier, a field of type picklist, which a booking has no value for\.$/,
    );
    assert.match(english(diagnosis.fix), /^Give it a value in the tab Setup › Field validation/);
  });

  it('takes an answer for a required picklist', () => {
    const tier = field('Tier__c', 'picklist', { ...required, restrictedPicklist: true, picklistValues: ['A'] });
    const details = { ...someDetails, answers: [{ question: 'tier', answer: 'a' }] };
    const planned = plan(bookingToPlan({ details }), orgSchema({ fields: { Lead: [tier] } }));
    assert.equal(operationOn('Lead', planned).values['Tier__c'], 'A');
  });

  it('makes no Lead where the page’s rules want nobody', () => {
    const planned = plan(bookingToPlan({ rules: { stranger: 'nobody' } }));
    assert.deepEqual(steps(planned), ['upsert Event']);
    assert.ok(!('WhoId' in planned.operations[0]!.values));
    assert.match(planned.bookings[0]!.notes.map(english).join(' '), /No Lead was planned, as this page’s rules say/);
  });
});

describe('a plan for somebody known', () => {
  it('writes nothing to a record that lacks nothing, and names it in the Event', () => {
    const planned = plan(bookingToPlan({ match: knownLead() }));
    assert.deepEqual(steps(planned), ['upsert Event']);
    assert.equal(planned.operations[0]!.values['WhoId'], '00Q000000000001AAA');
    assert.match(
      planned.bookings[0]!.notes.map(english).join(' '),
      /Lead 00Q000000000001AAA was chosen: it has the customer’s e-mail/,
    );
  });

  it('fills by default only what is empty, by the record’s id', () => {
    const planned = plan(bookingToPlan({ match: knownLead({ Company: null, Email: 'x@y.test' }) }));
    const { action, target, values } = operationOn('Lead', planned);
    assert.deepEqual(
      { action, target, values },
      {
        action: 'update',
        target: { id: '00Q000000000001AAA' },
        values: { Company: 'Acme' },
      },
    );
  });

  it('overwrites, or leaves alone, where the rules say so', () => {
    const match = knownLead({ Company: 'Old Ltd', Phone: null });
    const overwritten = plan(bookingToPlan({ match, rules: { known: 'overwrite' } }));
    assert.deepEqual(operationOn('Lead', overwritten).values, { Company: 'Acme' });
    const left = plan(bookingToPlan({ match: knownLead({ Company: null }), rules: { known: 'leave' } }));
    assert.deepEqual(steps(left), ['upsert Event']);
  });

  it('uses the record that stands for the booking without looking anybody up', () => {
    const person = { object: 'Contact' as const, id: '003000000000001AAA' };
    const planned = plan(bookingToPlan({ records: { person }, match: undefined }));
    assert.deepEqual(steps(planned), ['upsert Event']);
    assert.equal(planned.operations[0]!.values['WhoId'], person.id);
  });
});

describe('a plan for a page with Cases', () => {
  const rules = { case: true };

  it('puts a stranger into the Case, makes no Lead, and relates the Event to the Case', () => {
    const planned = plan(bookingToPlan({ rules }));
    assert.deepEqual(steps(planned), ['upsert Case', 'upsert Event']);
    const [made, event] = planned.operations;
    assert.equal(made!.values['SuppliedName'], 'Ana Jones');
    assert.equal(made!.values['SuppliedEmail'], 'ana@example.test');
    assert.equal(made!.values['Origin'], 'Web');
    assert.deepEqual(event!.values['WhatId'], { reference: made!.reference });
    assert.ok(!('WhoId' in event!.values));
  });

  it('ties Case and Event to a known Contact', () => {
    const planned = plan(bookingToPlan({ rules, match: knownContact }));
    assert.equal(operationOn('Case', planned).values['ContactId'], '00Q000000000001AAA');
    assert.equal(operationOn('Event', planned).values['WhoId'], '00Q000000000001AAA');
  });

  it('gives the Event of a known Lead to the Case, as an Event of a Lead can relate to nothing else', () => {
    const values = operationOn('Event', plan(bookingToPlan({ rules, match: knownLead() }))).values;
    assert.ok('WhatId' in values && !('WhoId' in values));
  });

  it('makes no second Case for a booking that has one', () => {
    const planned = plan(bookingToPlan({ rules, records: { case: { id: '500000000000001AAA' } } }));
    assert.deepEqual(steps(planned), ['upsert Event']);
    assert.equal(planned.operations[0]!.values['WhatId'], '500000000000001AAA');
  });

  it('goes by the page: its own rules win, and a page without rules gets those of all', () => {
    const creationRules = { ...defaultCreationRules, pages: { 'BP-1': { case: true } } };
    assert.equal(rulesOfPage(creationRules, 'BP-1').case, true);
    for (const page of ['BP-2', undefined, 'constructor']) {
      assert.deepEqual(rulesOfPage(creationRules, page), defaultCreationRules.all);
    }
  });
});

describe('a plan for a change', () => {
  const records = {
    event: { id: '00U000000000001AAA' },
    person: { object: 'Lead' as const, id: '00Q000000000001AAA' },
  };

  it('touches the Event alone, by its id', () => {
    for (const status of ['rescheduled', 'reassigned', 'canceled', 'completed', 'no-show'] as const) {
      const planned = plan(bookingToPlan({ records, match: undefined, status }));
      assert.deepEqual(steps(planned), ['update Event']);
      assert.deepEqual(planned.operations[0]!.target, { id: '00U000000000001AAA' });
      assert.ok(!('WhoId' in planned.operations[0]!.values));
    }
  });

  it('deletes the Event of a booking that was called off where the rules say so', () => {
    const rules = { canceledEvent: 'delete' as const };
    for (const status of ['canceled', 'rejected'] as const) {
      assert.deepEqual(steps(plan(bookingToPlan({ records, match: undefined, status, rules }))), ['delete Event']);
    }
    assert.deepEqual(steps(plan(bookingToPlan({ records, match: undefined, status: 'no-show', rules }))), [
      'update Event',
    ]);
  });

  it('marks a booking that was called off before it came to Salesforce, or makes no Event of it', () => {
    const marked = plan(bookingToPlan({ status: 'canceled' }));
    assert.equal(operationOn('Event', marked).values['Subject'], 'Canceled: Live demo');
    const { operations, bookings } = plan(bookingToPlan({ status: 'canceled', rules: { canceledEvent: 'delete' } }));
    assert.equal(operationOn('Event', { operations }), undefined);
    assert.match(bookings[0]!.notes.map(english).join(' '), /No Event was made: the booking was called off before/);
  });

  it('says truthfully who owns what when the booking’s owner is no Salesforce user', () => {
    const problem = { kind: 'unknown', owner: 'rep@acme.test', standIn: false } as const;
    const notes = (booking: BookingToPlan) => plan(booking).bookings[0]!.notes.map(english).join(' ');
    assert.match(
      notes(bookingToPlan({ ownerProblem: problem })),
      /e-mail address rep@acme\.test, so the API User owns what is created/,
    );
    assert.match(
      notes(bookingToPlan({ ownerProblem: problem, records, match: undefined })),
      /rep@acme\.test, so the Event keeps its/,
    );
    const unnamed = { kind: 'noEmail', owner: 'Rita', standIn: false } as const;
    assert.match(notes(bookingToPlan({ ownerProblem: unnamed })), /does not tell the e-mail address of Rita, so/);
  });

  it('gives what it makes to the default owner, and leaves a record that stands with whoever took it over', () => {
    const ownerId = '005000000000002AAA';
    const ownerProblem = { kind: 'inactive', owner: 'rep@acme.test', standIn: true } as const;
    const made = plan(bookingToPlan({ ownerId, ownerProblem }));
    assert.equal(operationOn('Event', made).values['OwnerId'], ownerId);
    assert.equal(operationOn('Lead', made).values['OwnerId'], ownerId);
    assert.match(made.bookings[0]!.notes.map(english).join(' '), /is inactive, so the default owner gets/);
    const changed = plan(bookingToPlan({ ownerId, ownerProblem, records, match: undefined }));
    assert.ok(!('OwnerId' in operationOn('Event', changed).values));
    assert.match(changed.bookings[0]!.notes.map(english).join(' '), /is inactive, so the Event keeps its owner/);
  });
});

describe('a plan for several bookings of one person', () => {
  const second = (more: Parameters<typeof bookingToPlan>[0] = {}) => bookingToPlan({ id: 'bk_2', ...more });

  it('makes one Lead and an Event for each booking', () => {
    const planned = plan([bookingToPlan(), second()]);
    assert.deepEqual(steps(planned), ['upsert Lead', 'upsert Event', 'upsert Event']);
    const lead = planned.operations[0]!;
    for (const event of planned.operations.slice(1))
      assert.deepEqual(event.values['WhoId'], { reference: lead.reference });
    // Each booking's plan is whole: it can go alone.
    assert.deepEqual(planned.bookings.map(steps), [
      ['upsert Lead', 'upsert Event'],
      ['upsert Lead', 'upsert Event'],
    ]);
  });

  it('puts what a later booking knows in the place of a stand-in, and keeps what the first one said', () => {
    const planned = plan([
      bookingToPlan({ details: withCustomer({ email: 'ana@example.test', firstName: 'Ana' }) }),
      second({ details: withCustomer({ email: 'ana@example.test', lastName: 'Jones', company: 'Acme', phone: '1' }) }),
      bookingToPlan({ id: 'bk_3', details: withCustomer({ email: 'ana@example.test', company: 'Other Ltd' }) }),
    ]);
    const { values } = planned.operations[0]!;
    assert.deepEqual(
      ['FirstName', 'LastName', 'Company', 'Phone'].map((name) => values[name]),
      ['Ana', 'Jones', 'Acme', '1'],
    );
    assert.deepEqual(
      planned.bookings.flatMap(({ fallbacks }) => fallbacks),
      [],
    );
  });

  it('does not mix the names of two people who share an address', () => {
    const planned = plan([
      bookingToPlan({ details: withCustomer({ email: 'info@example.test', lastName: 'Jones' }) }),
      second({ details: withCustomer({ email: 'info@example.test', firstName: 'Bob', lastName: 'Smith' }) }),
    ]);
    const { FirstName, LastName } = planned.operations[0]!.values;
    assert.deepEqual([FirstName, LastName], [undefined, 'Jones']);
  });

  it('fills in a known record what either booking says, in one write', () => {
    const match = knownLead({ Company: null, Phone: null });
    const phone = { ...someDetails.customer, phone: '1' };
    const both = plan([bookingToPlan({ match }), second({ match, details: withCustomer(phone) })]);
    assert.deepEqual(steps(both), ['update Lead', 'upsert Event', 'upsert Event']);
    assert.deepEqual(both.operations[0]!.values, { Company: 'Acme', Phone: '1' });
    const onlySecond = plan([
      bookingToPlan({ match: knownLead({ Phone: null }) }),
      second({ match: knownLead({ Phone: null }), details: withCustomer(phone) }),
    ]);
    assert.deepEqual(steps(onlySecond), ['upsert Event', 'update Lead', 'upsert Event']);
  });

  it('plans the others when one cannot be planned', () => {
    const needy = orgSchema({ fields: { Case: [field('Tier__c', 'picklist', required)] } });
    const bookings = [bookingToPlan({ rules: { case: true } }), second()];
    const { plan: planned, unplannable } = planPerson(bookings, planContext(needy));
    assert.deepEqual(
      unplannable.map(({ bookingId }) => bookingId),
      ['bk_1'],
    );
    assert.deepEqual(
      planned.bookings.map((each: BookingPlan) => each.bookingId),
      ['bk_2'],
    );
    assert.deepEqual(steps(planned), ['upsert Lead', 'upsert Event']);
  });
});

describe('a plan for an org that lacks something', () => {
  it('is none, and says so, where an object cannot be seen', () => {
    assert.match(
      english(oneHeld(bookingToPlan(), orgSchema({ without: ['Lead'] })).sentence),
      /may not see the object Lead/,
    );
    assert.match(
      english(oneHeld(bookingToPlan(), orgSchema({ without: ['Event'] })).sentence),
      /may not see the object Event/,
    );
    const held = oneHeld(bookingToPlan({ rules: { case: true } }), orgSchema({ without: ['Case'] }));
    assert.equal(held.code, 'OBJECT_NOT_ACCESSIBLE');
    assert.equal(held.object, 'Case');
  });

  it('is none where the package is missing, or its field on an object: no write could be repeated safely', () => {
    assert.equal(oneHeld(bookingToPlan(), orgSchema({ packagePrefix: undefined })).code, 'PACKAGE_NOT_INSTALLED');
    const hidden = field('Inlet_Customer_Id__c', 'string', { createable: false });
    const held = oneHeld(bookingToPlan(), orgSchema({ fields: { Lead: [hidden] } }));
    assert.equal(held.code, 'PACKAGE_NOT_INSTALLED');
    assert.match(english(held.sentence), /its fields on Lead\.$/);
  });

  it('writes with the package’s namespace where it has one', () => {
    const schema = orgSchema({
      packagePrefix: 'inlet__',
      fields: {
        Lead: [field('inlet__Inlet_Customer_Id__c')],
        Event: [field('inlet__Inlet_Booking_Id__c'), field('inlet__Inlet_Booking_Status__c')],
      },
    });
    const planned = plan(bookingToPlan(), schema);
    assert.deepEqual(operationOn('Lead', planned).target, { field: 'inlet__Inlet_Customer_Id__c', value: 'c_1' });
    assert.equal(operationOn('Event', planned).values['inlet__Inlet_Booking_Status__c'], 'Scheduled');
  });

  it('leaves links and owners out that the API User may not write', () => {
    const locked = { createable: false, updateable: false };
    const schema = orgSchema({
      fields: { Lead: [field('OwnerId', 'reference', locked)], Event: [field('WhoId', 'reference', locked)] },
    });
    const planned = plan(bookingToPlan({ ownerId: '005000000000001AAA' }), schema);
    assert.ok(!('OwnerId' in operationOn('Lead', planned).values));
    assert.ok(!('WhoId' in operationOn('Event', planned).values));
    assert.match(planned.bookings[0]!.notes.map(english).join(' '), /WhoId of Event was left out/);
  });
});

describe('the headers of a plan', () => {
  const rulesActive = orgSchema({ assignmentRules: new Set(['Lead', 'Case']), duplicateRules: new Set(['Lead']) });
  const quiet = { 'Sforce-Auto-Assign': 'FALSE', 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

  it('switch assignment rules off and let duplicates through, needed only where such rules are active', () => {
    const lead = (schema = orgSchema()) => operationOn('Lead', plan(bookingToPlan(), schema));
    assert.deepEqual(lead().headers, quiet);
    assert.equal(lead().needsHeaders, false);
    assert.equal(lead(orgSchema({ assignmentRules: new Set(['Lead']) })).needsHeaders, true);
    assert.equal(lead(orgSchema({ duplicateRules: new Set(['Lead']) })).needsHeaders, true);
    assert.equal(lead(orgSchema({ duplicateRules: new Set(['Contact']) })).needsHeaders, false);
    assert.equal(operationOn('Event', plan(bookingToPlan(), rulesActive)).needsHeaders, false);
  });

  it('run the assignment rules for a new Lead where the page says so, never for an update', () => {
    const rules = { leadOwner: 'assignmentRules' as const, duplicates: 'hold' as const };
    const made = operationOn('Lead', plan(bookingToPlan({ rules, ownerId: '005000000000001AAA' }), rulesActive));
    assert.deepEqual(made.headers, { 'Sforce-Auto-Assign': 'TRUE' });
    assert.equal(made.needsHeaders, false);
    assert.ok(!('OwnerId' in made.values));
    const known = bookingToPlan({ rules, match: knownLead({ Company: null }) });
    const updated = operationOn('Lead', plan(known, rulesActive));
    assert.deepEqual(updated.headers, { 'Sforce-Auto-Assign': 'FALSE' });
    assert.equal(updated.needsHeaders, true);
  });

  it('state assignment rules for a Case too', () => {
    const made = operationOn('Case', plan(bookingToPlan({ rules: { case: true } }), rulesActive));
    assert.deepEqual(made.headers, { 'Sforce-Auto-Assign': 'FALSE' });
    assert.equal(made.needsHeaders, true);
  });
});
