import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bookingStatuses, type BookingMessage } from '../../src/bookings/booking.ts';
import { chainState, contentHash, messageOrder } from '../../src/bookings/chain.ts';
import { calendly } from '../../src/bookings/sources/calendly.ts';
import { messageOf } from './parse-with.ts';
import { calendlyEvent, inviteeA, inviteeB } from './payloads.ts';
import { english, type Text } from '../../src/texts/text.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 10, minute)).toISOString();
const meeting = (hour: number) => ({
  start: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(),
  end: new Date(Date.UTC(2026, 10, 20, hour, 30)).toISOString(),
});

type Change = Partial<BookingMessage>;
const message = (externalId: string, minute: number, change: Change = {}): BookingMessage => ({
  externalId,
  status: 'scheduled',
  clock: at(minute),
  details: { ...meeting(15), customer: { email: 'a@b.test' } },
  ...change,
});

const known = (messages: BookingMessage[]) => {
  const state = chainState(messages);
  assert.equal(state.kind, 'known');
  return state as Extract<typeof state, { kind: 'known' }>;
};

/** All orders of a few messages. */
const orders = <T>(items: T[]): T[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const anyDetails = fc.record(
  {
    start: fc.constantFrom(meeting(15).start, meeting(16).start),
    end: fc.constantFrom(meeting(15).end, meeting(16).end),
    reason: fc.constantFrom('one', 'two'),
    page: fc.record(
      { id: fc.constantFrom('P1', 'P2'), name: fc.constantFrom('Demo', 'Call') },
      { requiredKeys: ['id'], noNullPrototype: true },
    ),
    owner: fc.record(
      { email: fc.constantFrom('x@acme.test', 'y@acme.test'), name: fc.constant('X') },
      { requiredKeys: [], noNullPrototype: true },
    ),
    customer: fc.record(
      {
        email: fc.constantFrom('a@b.test', 'c@d.test'),
        firstName: fc.constant('A'),
        lastName: fc.constant('B'),
        phone: fc.constant('1'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    answers: fc.array(
      fc.record({ question: fc.constantFrom('q', 'r'), answer: fc.constantFrom('1', '2') }, { noNullPrototype: true }),
      {
        minLength: 1,
      },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const id = fc.constantFrom('A', 'B', 'C', 'D');
const anyMessage: fc.Arbitrary<BookingMessage> = fc.record(
  {
    externalId: id,
    status: fc.constantFrom(...bookingStatuses, 'replaced' as const),
    clock: fc.integer({ min: 0, max: 3 }).map(at),
    details: anyDetails,
    replaces: id,
    replacedBy: id,
  },
  { requiredKeys: ['externalId', 'status', 'clock', 'details'], noNullPrototype: true },
);

describe('the state of a chain', () => {
  it('is the same for any order and any repetition of its messages', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyMessage, { minLength: 1, maxLength: 8 })
          .chain((messages) =>
            fc.tuple(
              fc.constant(messages),
              fc.shuffledSubarray(messages, { minLength: messages.length }),
              fc.array(fc.constantFrom(...messages), { maxLength: 4 }),
            ),
          ),
        ([messages, shuffled, again]) => {
          assert.deepEqual(chainState([...again, ...structuredClone(shuffled)]), chainState(messages));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('does not change its status through a late message about a booking that was replaced', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 6 }), anyMessage, (messages, late) => {
        const before = chainState([...messages, message('Z', 9, { replaces: 'A' })]);
        assert.equal(before.kind, 'known');
        if (before.kind !== 'known' || before.externalId !== 'Z') return;
        // About A, which Z replaced, whatever its clock; with no new links.
        const { replaces: _replaces, replacedBy: _replacedBy, ...unlinked } = late;
        const after = known([...messages, message('Z', 9, { replaces: 'A' }), { ...unlinked, externalId: 'A' }]);
        assert.deepEqual(
          [after.status, after.externalId, after.clock],
          [before.status, before.externalId, before.clock],
        );
      }),
    );
  });

  it('follows two reschedules to the last booking, in any order', () => {
    const chain = [
      message('A', 0, { details: { ...meeting(9), customer: { email: 'a@b.test' } } }),
      message('B', 5, { replaces: 'A', details: meeting(12) }),
      message('C', 7, { replaces: 'B', details: meeting(17) }),
    ];
    for (const order of orders(chain)) {
      const state = known(order);
      assert.deepEqual([state.externalId, state.status, state.details.start], ['C', 'rescheduled', meeting(17).start]);
      assert.equal(state.whole, true);
    }
  });

  it('goes by the links and not by the clocks of the predecessors', () => {
    const state = known([message('B', 1, { replaces: 'A' }), message('A', 30, { status: 'canceled' })]);
    assert.deepEqual([state.externalId, state.status], ['B', 'rescheduled']);
  });

  it("reads Calendly's reschedule, in either order, with equal times, twice: at the new time, not canceled", () => {
    const times = { start_time: '2026-11-25T09:00:00.000000Z', end_time: '2026-11-25T09:30:00.000000Z' };
    const moment = { updated_at: '2026-11-03T08:00:00.000000Z' };
    const booked = messageOf(calendly, calendlyEvent());
    const canceled = messageOf(
      calendly,
      calendlyEvent('invitee.canceled', {
        ...moment,
        rescheduled: true,
        new_invitee: inviteeB,
        cancellation: { reason: 'Train' },
      }),
    );
    const created = messageOf(
      calendly,
      calendlyEvent('invitee.created', { ...moment, uri: inviteeB, old_invitee: inviteeA }, times),
    );
    for (const order of orders([booked, canceled, created, created, canceled])) {
      const state = known(order);
      assert.deepEqual([state.status, state.externalId], ['rescheduled', 'INV-B']);
      assert.equal(state.details.start, '2026-11-25T09:00:00.000Z');
      assert.equal(state.details.reason, 'Train');
    }
    assert.equal(known([canceled, created]).status, 'rescheduled');
  });

  it('stays as it was while only the canceled half of a reschedule has come', () => {
    const half = message('A', 5, { status: 'replaced', replacedBy: 'B' });
    const state = known([message('A', 0), half]);
    assert.deepEqual([state.status, state.externalId, state.whole], ['scheduled', 'A', true]);
  });

  it('waits, and says for what, when nothing but the canceled half is known', () => {
    const state = chainState([message('A', 5, { status: 'replaced', replacedBy: 'B' })]);
    assert.equal(state.kind, 'pending');
    assert.match(english((state as { reason: Text }).reason), /canceled half.*\(A\).*waits for the new booking B/);
    assert.equal(chainState([]).kind, 'pending');
  });

  it('sees through a booking of which only the link is known', () => {
    const state = known([
      message('A', 9),
      message('B', 5, { status: 'replaced', replacedBy: 'C', replaces: 'A' }),
      message('C', 6),
    ]);
    assert.deepEqual([state.externalId, state.status], ['C', 'rescheduled']);
  });

  it('lets the latest clock decide within a booking', () => {
    const status = (...messages: BookingMessage[]) => known(messages).status;
    const scheduled = message('A', 3);
    assert.equal(status(scheduled, message('A', 1, { status: 'requested' })), 'scheduled');
    assert.equal(status(scheduled, message('A', 2, { status: 'canceled' })), 'scheduled');
    assert.equal(status(scheduled, message('A', 4, { status: 'canceled' })), 'canceled');
    assert.equal(status(scheduled, message('A', 4, { status: 'reassigned' })), 'reassigned');
  });

  it('breaks a tie of clocks by the rank of the states', () => {
    for (const [index, status] of bookingStatuses.entries()) {
      for (const other of bookingStatuses.slice(index + 1)) {
        const state = known([message('A', 1, { status: other }), message('A', 1, { status })]);
        assert.equal(state.status, other);
      }
    }
  });

  it('lets the latest of several successors speak, and settles a circle the same way', () => {
    const forked = known([message('A', 0), message('B', 5, { replaces: 'A' }), message('C', 4, { replaces: 'A' })]);
    assert.equal(forked.externalId, 'B');
    const circle = known([message('A', 5, { replaces: 'B' }), message('B', 4, { replaces: 'A' })]);
    assert.equal(circle.externalId, 'A');
  });

  it('takes no link from a booking that names itself', () => {
    const state = known([message('A', 0, { replaces: 'A', replacedBy: 'A' })]);
    assert.deepEqual([state.externalId, state.status], ['A', 'scheduled']);
  });

  it('is folded however long the chain is', () => {
    const chain = Array.from({ length: 2_000 }, (_, index) =>
      message(`N${index}`, index, index === 0 ? {} : { replaces: `N${index - 1}` }),
    );
    assert.equal(known(chain.toReversed()).externalId, 'N1999');
  });
});

describe('the details of a chain', () => {
  const details = (...messages: BookingMessage[]) => known(messages).details;

  it('keep what a newer message does not say, customer field by field', () => {
    const state = details(
      message('A', 0, { details: { ...meeting(9), subject: 'Demo', customer: { email: 'a@b.test', phone: '1' } } }),
      message('A', 1, { details: { ...meeting(10), customer: { email: 'new@b.test', company: 'B' } } }),
    );
    assert.deepEqual(state, {
      ...meeting(10),
      subject: 'Demo',
      customer: { email: 'new@b.test', phone: '1', company: 'B' },
    });
  });

  it('keep an older name together: a new last name does not stand beside the old first name', () => {
    const customer = (firstName: string | undefined, lastName: string) => ({
      details: { customer: { email: 'a@b.test', ...(firstName ? { firstName } : {}), lastName } },
    });
    const state = details(message('A', 0, customer('Ann', 'Lee')), message('A', 1, customer(undefined, 'Cher')));
    assert.deepEqual(state.customer, { email: 'a@b.test', lastName: 'Cher' });
  });

  it('keep the name of a page or owner that is mentioned again without it, and not that of another', () => {
    const page = (pageId: string, name?: string) => ({ details: { page: { id: pageId, ...(name ? { name } : {}) } } });
    assert.deepEqual(details(message('A', 0, page('1', 'Demo')), message('A', 1, page('1'))).page, {
      id: '1',
      name: 'Demo',
    });
    assert.deepEqual(details(message('A', 0, page('1', 'Demo')), message('A', 1, page('2'))).page, { id: '2' });
    const owner = (email: string, name?: string) => ({ details: { owner: { email, ...(name ? { name } : {}) } } });
    assert.deepEqual(details(message('A', 0, owner('x@a.test', 'X')), message('A', 1, owner('y@a.test'))).owner, {
      email: 'y@a.test',
    });
  });

  it('prefer the booking that speaks to its predecessors, whatever their clocks', () => {
    const state = details(
      message('A', 30, { details: { ...meeting(9), notes: 'old', customer: { email: 'a@b.test' } } }),
      message('B', 1, { replaces: 'A', details: meeting(12) }),
    );
    assert.deepEqual([state.start, state.notes], [meeting(12).start, 'old']);
  });

  it('never join a new start with an older end before it', () => {
    const state = known([message('A', 0), message('A', 1, { details: { start: meeting(20).start } })]);
    assert.deepEqual([state.details.start, state.details.end], [meeting(20).start, undefined]);
    assert.equal(state.whole, false);
    assert.match(english(state.missing!), /its end/);
  });

  it('carry the reason of the message that decides, and no older one', () => {
    const canceled = message('A', 1, { status: 'canceled', details: { reason: 'Ill' } });
    assert.equal(details(message('A', 0), canceled).reason, 'Ill');
    assert.equal(details(message('A', 0), canceled, message('A', 2, { status: 'rescheduled' })).reason, undefined);
  });

  it('are whole with start, end and one identity of the customer, and otherwise say what is missing', () => {
    for (const customer of [{ email: 'a@b.test' }, { mobilePhone: '+1 5' }, { salesforceId: '003000000000001' }]) {
      assert.equal(known([message('A', 0, { details: { ...meeting(9), customer } })]).whole, true);
    }
    const state = known([
      message('A', 0, { status: 'no-show', details: { customer: { lastName: 'X', phone: 'call' } } }),
    ]);
    assert.equal(state.whole, false);
    assert.match(english(state.missing!), /its start, its end, and the customer’s e-mail/);
  });
});

describe('the order and the hash of messages', () => {
  it('is a total order that knows equal messages only as equal', () => {
    fc.assert(
      fc.property(anyMessage, anyMessage, anyMessage, (a, b, c) => {
        assert.equal(Math.sign(messageOrder(a, b)), -Math.sign(messageOrder(b, a)));
        assert.equal(messageOrder(a, b) === 0, contentHash(a) === contentHash(b));
        if (messageOrder(a, b) <= 0 && messageOrder(b, c) <= 0) assert.ok(messageOrder(a, c) <= 0);
      }),
    );
  });

  it('is the same for the same content, whatever the order of keys, and differs for any other', () => {
    const one = message('A', 0);
    const { details, ...rest } = one;
    const turned = { details: Object.fromEntries(Object.entries(details).toReversed()), ...rest } as BookingMessage;
    assert.equal(contentHash(turned), contentHash(one));
    assert.notEqual(contentHash(message('A', 1)), contentHash(one));
    assert.notEqual(contentHash({ ...one, details: { ...details, subject: '' } }), contentHash(one));
  });
});
