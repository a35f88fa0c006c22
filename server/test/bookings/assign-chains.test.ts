import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assignChains, idsOf, type ChainGroup } from '../../src/bookings/assign-chains.ts';
import type { BookingMessage } from '../../src/bookings/booking.ts';

const message = (externalId: string, links: { replaces?: string; replacedBy?: string } = {}): BookingMessage => ({
  externalId,
  status: 'scheduled',
  clock: '2026-11-20T09:00:00.000Z',
  details: {},
  ...links,
});
const none = new Map<string, string>();

/** What a grouping comes to, whatever the order of groups and of what is in them. */
function shape(groups: ChainGroup[], messages: BookingMessage[]) {
  return groups
    .map(({ externalIds, bookingIds, messages: own }) => ({
      externalIds: externalIds.toSorted(),
      bookingIds: bookingIds.toSorted(),
      messages: own.map((each) => messages.indexOf(each)).toSorted((a, b) => a - b),
    }))
    .toSorted((a, b) => a.messages[0]! - b.messages[0]!);
}

/** The same by painting: everything that shares an id, or a chain, takes one colour until nothing changes. */
function painted(messages: BookingMessage[], existing: Map<string, string>) {
  const colours = messages.map((_, index) => index);
  const marks = messages.map((each) => {
    const ids = idsOf(each);
    return new Set([...ids, ...ids.flatMap((id) => (existing.has(id) ? [`chain ${existing.get(id)}`] : []))]);
  });
  for (let changed = true; changed;) {
    changed = false;
    for (let a = 0; a < messages.length; a++) {
      for (let b = 0; b < messages.length; b++) {
        if (colours[a]! >= colours[b]! || ![...marks[a]!].some((mark) => marks[b]!.has(mark))) continue;
        colours[b] = colours[a]!;
        changed = true;
      }
    }
  }
  return [...new Set(colours)].map((colour) => {
    const own = messages.filter((_, index) => colours[index] === colour);
    const externalIds = [...new Set(own.flatMap(idsOf))];
    const bookingIds = [...new Set(externalIds.flatMap((id) => existing.get(id) ?? []))];
    return { externalIds, bookingIds, messages: own };
  });
}

describe('the chains of new messages', () => {
  it('are one for each booking that nobody links', () => {
    const messages = [message('a'), message('b'), message('a')];
    assert.deepEqual(shape(assignChains(messages, none), messages), [
      { externalIds: ['a'], bookingIds: [], messages: [0, 2] },
      { externalIds: ['b'], bookingIds: [], messages: [1] },
    ]);
  });

  it('are joined by a message that links them, also when it comes last', () => {
    const messages = [message('a'), message('c'), message('b', { replaces: 'a', replacedBy: 'c' })];
    assert.deepEqual(shape(assignChains(messages, none), messages), [
      { externalIds: ['a', 'b', 'c'], bookingIds: [], messages: [0, 1, 2] },
    ]);
  });

  it('name every chain that existed, so that two of them can become one', () => {
    const existing = new Map([
      ['a', 'bk_1'],
      ['a2', 'bk_1'],
      ['b', 'bk_2'],
    ]);
    const messages = [message('a2'), message('x', { replaces: 'b', replacedBy: 'a' })];
    assert.deepEqual(shape(assignChains(messages, existing), messages), [
      { externalIds: ['a', 'a2', 'b', 'x'], bookingIds: ['bk_1', 'bk_2'], messages: [0, 1] },
    ]);
  });

  it('are the same in whatever order the messages come', () => {
    const id = fc.constantFrom(...'abcdefgh');
    const messages = fc.array(
      fc.record({ externalId: id, replaces: fc.option(id), replacedBy: fc.option(id, { freq: 4 }) }).map((given) =>
        message(given.externalId, {
          ...(given.replaces === null || given.replaces === given.externalId ? {} : { replaces: given.replaces }),
          ...(given.replacedBy === null || given.replacedBy === given.externalId
            ? {}
            : { replacedBy: given.replacedBy }),
        }),
      ),
      { maxLength: 10 },
    );
    const existing = fc
      .array(fc.tuple(id, fc.constantFrom('bk_1', 'bk_2', 'bk_3')))
      .map((entries) => new Map<string, string>(entries));
    const input = fc
      .tuple(messages, existing)
      .chain(([list, known]) =>
        fc.tuple(fc.constant(list), fc.constant(known), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(input, ([list, known, shuffled]) => {
        const groups = shape(assignChains(list, known), list);
        assert.deepEqual(groups, shape(painted(list, known), list));
        assert.deepEqual(shape(assignChains(shuffled, known), list), groups);
      }),
      { numRuns: 1000 },
    );
  });
});
