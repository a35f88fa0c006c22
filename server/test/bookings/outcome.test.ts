import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf, type Outcome } from '../../src/bookings/deliver/outcome.ts';
import type { SentPlan } from '../../src/bookings/deliver/send-plans.ts';
import { planPerson, type BookingToPlan, type DeliveredRecords } from '../../src/bookings/plan/plan-person.ts';
import { knownCodes, meaningOfCode } from '../../src/salesforce/error-codes.ts';
import { EnvelopeError, type DataKind } from '../../src/salesforce/errors.ts';
import type { Subresponse } from '../../src/salesforce/types.ts';
import { bookingToPlan, planContext } from '../support/planning.ts';
import { orgSchema } from '../support/schema.ts';
import { refused } from '../support/scripted-org.ts';
import { english, text } from '../../src/texts/text.ts';

const leadId = '00Q000000000001AAA';
const eventId = '00U000000000001AAA';
const standing: DeliveredRecords = { person: { object: 'Lead', id: leadId, created: true }, event: { id: eventId } };
const saved = (referenceId: string, id: string): Subresponse => ({
  referenceId,
  status: 200,
  body: { id, success: true, created: true, errors: [] },
  errors: [],
});
const halted = (referenceId: string) => refused(referenceId, 'PROCESSING_HALTED', 'The transaction was rolled back.');
const ruleFault = (referenceId: string) => refused(referenceId, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'No Sundays.');

function sentPlan(bookings: BookingToPlan[], answers: Subresponse[], more: Partial<SentPlan> = {}): SentPlan {
  const { plan } = planPerson(bookings, planContext());
  const responses = new Map(answers.map((answer) => [answer.referenceId, answer]));
  return { plan, responses, atomic: true, apiCalls: 1, apiCallShare: 1, batchSize: bookings.length, ...more };
}

function outcomes(sent: SentPlan, more: { before?: DeliveredRecords; attempts?: number } = {}): Outcome[] {
  const context = { schema: orgSchema(), page: 'Demo', before: {}, attempts: 0, ...more };
  return sent.plan.bookings.map((booking) => outcomeOf(booking, sent, context));
}

const one = (answers: Subresponse[], more: Partial<SentPlan> = {}, context = {}) =>
  outcomes(sentPlan([bookingToPlan()], answers, more), context)[0]!;
/** A change of an Event that stands. */
const change = bookingToPlan({ records: standing, match: undefined, status: 'rescheduled' });

describe('a booking whose writes went through', () => {
  it('is delivered, with the ids of what was saved', () => {
    assert.deepEqual(one([saved('bk_1_who', leadId), saved('bk_1_event', eventId)]), {
      kind: 'delivered',
      records: standing,
    });
  });

  it('keeps the ids that it had, also where Salesforce answers an update without a body', () => {
    const answer: Subresponse = { referenceId: 'bk_1_event', status: 204, body: null, errors: [] };
    const [outcome] = outcomes(sentPlan([change], [answer]), { before: standing });
    assert.deepEqual(outcome, { kind: 'delivered', records: standing });
  });

  it('knows the person who was found and lacked nothing by the Event', () => {
    const record = { Id: '003000000000001AAA', LastName: 'Jones' };
    const match = { kind: 'known' as const, object: 'Contact' as const, record, reason: text('match.email') };
    const [outcome] = outcomes(sentPlan([bookingToPlan({ match })], [saved('bk_1_event', eventId)]));
    assert.deepEqual(outcome!.records, { person: { object: 'Contact', id: record.Id }, event: { id: eventId } });
  });

  it('has no Event any more after its deletion, also when a rep was faster', () => {
    const canceled = {
      ...change,
      status: 'canceled' as const,
      rules: { ...change.rules, canceledEvent: 'delete' as const },
    };
    const answers = [
      { referenceId: 'bk_1_event', status: 204, body: null, errors: [] },
      refused('bk_1_event', 'ENTITY_IS_DELETED', 'entity is deleted'),
      refused('bk_1_event', 'NOT_FOUND', 'The requested resource does not exist'),
    ];
    for (const answer of answers) {
      const [outcome] = outcomes(sentPlan([canceled], [answer]), { before: standing });
      assert.deepEqual(outcome, { kind: 'delivered', records: { person: standing.person } });
    }
  });
});

describe('a booking of which a part failed', () => {
  const answers = [saved('bk_1_who', leadId), ruleFault('bk_1_event')];

  it('has nothing in Salesforce after a graph, and what succeeded after a composite call', () => {
    assert.deepEqual(one(answers).records, {});
    assert.deepEqual(one(answers, { atomic: false }).records, {
      person: { object: 'Lead', id: leadId, created: true },
    });
  });

  it('is diagnosed by its culprit, not by what was rolled back with it', () => {
    const outcome = one([halted('bk_1_who'), ruleFault('bk_1_event')]);
    assert.equal(outcome.kind, 'held');
    assert.equal(outcome.kind === 'held' && outcome.diagnosis.object, 'Event');
    assert.equal(outcome.kind === 'held' && outcome.diagnosis.rule, 'No Sundays.');
  });

  it('is tried again when an answer is missing: nobody knows what became of it', () => {
    const outcome = one([saved('bk_1_who', leadId)]);
    assert.equal(outcome.kind, 'retry');
    assert.equal(outcome.kind === 'retry' && outcome.diagnosis.cause, 'transient');
  });
});

/** What a fresh look at the org may cure, and what is the admin's at once. */
const dataKinds: Record<DataKind, 'retry' | 'held'> = {
  converted: 'retry',
  deleted: 'retry',
  duplicateValue: 'retry',
  fieldSecurity: 'retry',
  inactiveOwner: 'retry',
  notFound: 'retry',
  recordType: 'retry',
  reference: 'retry',
  requiredField: 'retry',
  schema: 'retry',
  // It went by a graph, without the header by which such a rule lets it pass.
  duplicateRule: 'retry',
  email: 'held',
  feature: 'held',
  fieldIntegrity: 'held',
  flow: 'held',
  governorLimit: 'held',
  locked: 'held',
  lookupFilter: 'held',
  malformed: 'held',
  number: 'held',
  other: 'held',
  permission: 'held',
  personAccount: 'held',
  picklist: 'held',
  severalMatches: 'held',
  stateCountry: 'held',
  tooLong: 'held',
  trigger: 'held',
  validationRule: 'held',
  wrongType: 'held',
};

describe('an error of Salesforce', () => {
  it('decides by its cause, for every code that we know', () => {
    for (const code of knownCodes) {
      const meaning = meaningOfCode(code, 'text')!;
      const outcome = one([refused('bk_1_who', code, 'text'), halted('bk_1_event')]);
      if (meaning.cause === 'data') {
        assert.equal(outcome.kind, dataKinds[meaning.kind], code);
        if (outcome.kind === 'held' || outcome.kind === 'retry') {
          assert.equal(outcome.diagnosis.cause, 'data');
          assert.equal(outcome.diagnosis.kind, meaning.kind);
        }
      } else {
        const expected = { connection: 'org', limit: 'org', transient: 'retry', halted: 'again' }[meaning.cause];
        assert.equal(outcome.kind, expected, code);
      }
    }
  });

  it('gets a fresh look once; then it is the admin’s', () => {
    for (const code of knownCodes) {
      const meaning = meaningOfCode(code, 'text')!;
      if (meaning.cause !== 'data') continue;
      const answers = [refused('bk_1_who', code, 'text'), halted('bk_1_event')];
      assert.equal(one(answers, {}, { attempts: 1 }).kind, 'held', code);
      const outcome = one(answers);
      if (outcome.kind === 'retry') assert.equal(outcome.lookAgain, true, code);
    }
  });

  it('forgets the person with that fresh look, so that the match is made anew', () => {
    const before = { person: standing.person! };
    const booking = bookingToPlan({ records: before, match: undefined });
    const answer = refused('bk_1_event', 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    assert.deepEqual(outcomes(sentPlan([booking], [answer]), { before })[0]!.records, {});
  });

  it('holds a booking whose Event a rep deleted, and keeps what it knows: nothing is made behind the rep’s back', () => {
    for (const code of ['ENTITY_IS_DELETED', 'NOT_FOUND', 'INVALID_CROSS_REFERENCE_KEY']) {
      const [outcome] = outcomes(sentPlan([change], [refused('bk_1_event', code, 'gone')]), { before: standing });
      assert.equal(outcome!.kind, 'held', code);
      assert.deepEqual(outcome!.records, standing);
    }
  });

  it('that concerns the org is handed on as such, from whichever row it came', () => {
    const limit = one([saved('bk_1_who', leadId), refused('bk_1_event', 'STORAGE_LIMIT_EXCEEDED', 'full')]);
    assert.equal(limit.kind === 'org' && limit.error.cause, 'limit');
    const connection = one([refused('bk_1_who', 'USER_NOT_ACTIVE', 'no'), halted('bk_1_event')]);
    assert.equal(connection.kind === 'org' && connection.error.cause, 'connection');
  });
});

describe('bookings of one person that failed together', () => {
  const two = [bookingToPlan(), bookingToPlan({ id: 'bk_2' })];
  const lead = halted('bk_1_who');

  it('all go alone the next time, whoever of them was at fault, and it costs no attempt', () => {
    const sent = sentPlan(two, [lead, ruleFault('bk_1_event'), halted('bk_2_event')]);
    for (const outcome of outcomes(sent)) {
      assert.equal(outcome.kind, 'again');
      assert.equal(outcome.kind === 'again' && outcome.alone, true);
      assert.deepEqual(outcome.records, {});
    }
  });

  it('stay together when the call was stopped before it came to them', () => {
    const sent = sentPlan(two, [lead, halted('bk_1_event'), halted('bk_2_event')]);
    for (const outcome of outcomes(sent)) assert.equal(outcome.kind === 'again' && outcome.alone, false);
  });

  it('are told apart at once in a composite call, where each write stands for itself', () => {
    const sent = sentPlan(two, [saved('bk_1_who', leadId), ruleFault('bk_1_event'), saved('bk_2_event', eventId)], {
      atomic: false,
    });
    assert.deepEqual(
      outcomes(sent).map(({ kind }) => kind),
      ['held', 'delivered'],
    );
  });

  it('go alone where Salesforce cannot read their call, and a single one is held', () => {
    const envelopeError = new EnvelopeError([], {
      code: 'JSON_PARSER_ERROR',
      detail: text('refused.whole'),
      fix: text('refused.whole.fix'),
    });
    const kinds = (bookings: BookingToPlan[]) =>
      outcomes(sentPlan(bookings, [], { envelopeError })).map((outcome) => outcome.kind);
    assert.deepEqual(kinds(two), ['again', 'again']);
    assert.deepEqual(kinds([bookingToPlan()]), ['held']);
    const [outcome] = outcomes(sentPlan([bookingToPlan()], [], { envelopeError }));
    assert.match(
      outcome?.kind === 'held' ? english(outcome.diagnosis.sentence) : '',
      /^Salesforce refused the whole request\. This booking is the cause/,
    );
  });
});
