import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sendPlans } from '../../src/bookings/deliver/send-plans.ts';
import { planPerson, type BookingToPlan } from '../../src/bookings/plan/plan-person.ts';
import type { PersonPlan } from '../../src/bookings/plan/plan.ts';
import { compositeLimits } from '../../src/salesforce/composite.ts';
import { EnvelopeError, TransientError } from '../../src/salesforce/errors.ts';
import { graphLimits } from '../../src/salesforce/graph.ts';
import type { OrgSchema, Subrequest } from '../../src/salesforce/types.ts';
import { bookingToPlan, planContext } from '../support/planning.ts';
import { orgSchema } from '../support/schema.ts';
import { ScriptedOrg } from '../support/scripted-org.ts';
import { text } from '../../src/texts/text.ts';

const purpose = { purpose: 'bookings' as const };
const assigning = orgSchema({ assignmentRules: new Set(['Lead']) });
const unreadable = new EnvelopeError([], {
  code: 'JSON_PARSER_ERROR',
  detail: text('refused.whole'),
  fix: text('refused.whole.fix'),
});
const lost = new TransientError('unknown', {
  code: 'TIMEOUT',
  detail: text('transient.timeout'),
  fix: text('transient.fix'),
});

/** A stranger with so many bookings. */
function person(
  n: number,
  bookings = 1,
  schema: OrgSchema = orgSchema(),
  more: Partial<BookingToPlan> = {},
): PersonPlan {
  const list = Array.from({ length: bookings }, (_, index) =>
    bookingToPlan({ id: `bk_${n}_${index}`, customerId: `c_${n}`, ...(more as object) }),
  );
  return planPerson(list, planContext(schema)).plan;
}
const people = (count: number, schema?: OrgSchema) => Array.from({ length: count }, (_, n) => person(n, 1, schema));
const bookingsOf = (plans: { plan: PersonPlan }[]) =>
  plans.flatMap(({ plan }) => plan.bookings.map(({ bookingId }) => bookingId));
const holds = (subrequests: Subrequest[], reference: string) =>
  subrequests.some(({ referenceId }) => referenceId === reference);

describe('sending plans', () => {
  it('is one graph call for 75 people, with references in place of ids that do not exist yet', async () => {
    const org = new ScriptedOrg();
    const { sent, error } = await sendPlans(org, people(75), purpose);
    assert.equal(error, undefined);
    assert.deepEqual(
      org.calls.map(({ kind, graphs }) => [kind, graphs]),
      [['graph', 75]],
    );
    assert.equal(sent.length, 75);
    const event = org.calls[0]!.subrequests.find(({ referenceId }) => referenceId === 'bk_0_0_event')!;
    assert.equal(event.method, 'PATCH');
    assert.equal(event.url, '/sobjects/Event/Inlet_Booking_Id__c/bk_0_0');
    assert.equal(event.body!['WhoId'], '@{bk_0_0_who.id}');
    assert.equal(event.headers, undefined);
  });

  it('keeps every call within the limits of Salesforce, and sends each plan once, whatever the people', async () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(sizes, async (given) => {
        const org = new ScriptedOrg();
        const plans = given.map(([bookings, needsHeaders], n) =>
          person(n, bookings, needsHeaders ? assigning : orgSchema()),
        );
        const { sent } = await sendPlans(org, plans, purpose);
        for (const { kind, graphs, subrequests } of org.calls) {
          if (kind === 'graph') assert.ok(graphs <= graphLimits.graphs && subrequests.length <= graphLimits.nodes);
          else assert.ok(subrequests.length <= compositeLimits.subrequests);
        }
        const ids = bookingsOf(sent);
        assert.equal(new Set(ids).size, ids.length);
        for (const plan of plans)
          assert.ok(sent.some((each) => each.plan.bookings[0]!.bookingId === plan.bookings[0]!.bookingId));
        const withoutHeaders = plans.filter((plan) => plan.operations.every(({ needsHeaders }) => !needsHeaders));
        for (const { bookingId } of withoutHeaders.flatMap(({ bookings }) => bookings))
          assert.ok(ids.includes(bookingId));
      }),
      { numRuns: 50 },
    );
  });

  it('goes by /composite, with headers for each write, where a write depends on them', async () => {
    const org = new ScriptedOrg();
    const { sent } = await sendPlans(org, [person(1), ...[2, 3].map((n) => person(n, 1, assigning))], purpose);
    assert.deepEqual(
      org.calls.map(({ kind, subrequests }) => [kind, subrequests.length]),
      [
        ['graph', 2],
        ['composite', 4],
      ],
    );
    const lead = org.calls[1]!.subrequests[0]!;
    assert.equal(lead.headers!['Sforce-Auto-Assign'], 'FALSE');
    assert.equal(org.calls[1]!.subrequests[1]!.headers, undefined);
    assert.deepEqual(
      sent.map(({ atomic }) => atomic),
      [true, false, false],
    );
  });

  it('sends a deletion without a body', async () => {
    const org = new ScriptedOrg();
    const records = { event: { id: '00U000000000001AAA' } };
    const rules = { ...bookingToPlan().rules, canceledEvent: 'delete' as const };
    await sendPlans(org, [person(1, 1, orgSchema(), { records, status: 'canceled', rules })], purpose);
    assert.deepEqual(org.calls[0]!.subrequests, [
      { referenceId: 'bk_1_0_event', method: 'DELETE', url: '/sobjects/Event/00U000000000001AAA' },
    ]);
  });

  it('sends a person with more bookings than one /composite holds in part; the rest is not answered', async () => {
    const org = new ScriptedOrg();
    const case_ = { ...bookingToPlan().rules, case: true, stranger: 'lead' as const };
    const many = person(1, 40, orgSchema({ assignmentRules: new Set(['Case']) }), { rules: case_ });
    // A deletion among them keeps them out of collections.
    const gone = planPerson(
      [
        bookingToPlan({
          id: 'bk_gone',
          status: 'canceled',
          records: { event: { id: '00U000000000001AAA' } },
          rules: { canceledEvent: 'delete' },
        }),
      ],
      planContext(),
    ).plan;
    const plan = {
      operations: [...many.operations, ...gone.operations],
      bookings: [...many.bookings, ...gone.bookings],
    };
    const { sent, error } = await sendPlans(org, [plan], purpose);
    assert.equal(error, undefined);
    assert.equal(org.calls.length, 1);
    assert.equal(org.calls[0]!.subrequests.length, 24);
    assert.deepEqual(
      bookingsOf(sent),
      many.bookings.slice(0, 12).map(({ bookingId }) => bookingId),
    );
    assert.equal(sent[0]!.batchSize, 12);
  });
});

describe('a call that Salesforce refuses as a whole', () => {
  it('is bisected until the culprit stands alone, and all others go through', async () => {
    for (const culprit of ['bk_0_0', 'bk_37_0', 'bk_74_0']) {
      const org = new ScriptedOrg();
      org.onCall = (subrequests) => {
        if (holds(subrequests, `${culprit}_who`)) throw unreadable;
      };
      const { sent, error } = await sendPlans(org, people(75), purpose);
      assert.equal(error, undefined);
      assert.deepEqual(
        bookingsOf(sent).toSorted(),
        people(75)
          .flatMap(({ bookings }) => bookings.map(({ bookingId }) => bookingId))
          .toSorted(),
      );
      assert.deepEqual(bookingsOf(sent.filter(({ envelopeError }) => envelopeError !== undefined)), [culprit]);
      assert.ok(org.calls.length <= 1 + 2 * Math.ceil(Math.log2(75)), `${org.calls.length} calls`);
    }
  });

  it('leaves nobody out when several are culprits', async () => {
    const org = new ScriptedOrg();
    const culprits = ['bk_1_0', 'bk_2_0', 'bk_9_0'];
    org.onCall = (subrequests) => {
      if (culprits.some((culprit) => holds(subrequests, `${culprit}_who`))) throw unreadable;
    };
    const { sent } = await sendPlans(org, people(10), purpose);
    assert.deepEqual(bookingsOf(sent.filter(({ envelopeError }) => envelopeError !== undefined)), culprits);
    assert.equal(bookingsOf(sent).length, 10);
  });

  it('is paid for by all whom it carried: the shares add up to the calls', async () => {
    const org = new ScriptedOrg();
    org.onCall = (subrequests) => {
      if (holds(subrequests, 'bk_3_0_who')) throw unreadable;
    };
    const { sent } = await sendPlans(org, [...people(6), person(6, 3)], purpose);
    const total = sent.reduce((sum, { apiCallShare, plan }) => sum + apiCallShare * plan.bookings.length, 0);
    assert.ok(Math.abs(total - org.calls.length) < 1e-9, `${total} for ${org.calls.length} calls`);
    for (const { plan, apiCalls } of sent) {
      const carried = org.calls.filter(({ subrequests }) => holds(subrequests, plan.operations[0]!.reference));
      assert.equal(apiCalls, carried.length);
    }
  });
});

describe('an error that concerns the org', () => {
  it('ends the sending, and keeps what was answered before', async () => {
    const org = new ScriptedOrg();
    org.onCall = () => {
      if (org.calls.length > 1) throw lost;
    };
    const { sent, error } = await sendPlans(org, people(160), purpose);
    assert.equal(error, lost);
    assert.equal(sent.length, 75);
    assert.equal(org.calls.length, 2);
  });

  it('keeps what went through in the middle of a bisection too', async () => {
    const org = new ScriptedOrg();
    org.onCall = (subrequests) => {
      if (org.calls.length > 2) throw lost;
      if (holds(subrequests, 'bk_7_0_who')) throw unreadable;
    };
    const { sent, error } = await sendPlans(org, people(8), purpose);
    assert.equal(error, lost);
    assert.deepEqual(bookingsOf(sent), ['bk_0_0', 'bk_1_0', 'bk_2_0', 'bk_3_0']);
  });

  it('is never taken for an error of ours: that one is thrown', async () => {
    const org = new ScriptedOrg();
    org.onCall = () => {
      throw new RangeError('a mistake of ours');
    };
    await assert.rejects(sendPlans(org, people(1), purpose), RangeError);
  });
});
