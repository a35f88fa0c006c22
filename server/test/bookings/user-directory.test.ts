import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserDirectory } from '../../src/bookings/match/user-directory.ts';
import { ManualClock } from '../support/manual-clock.ts';

const minute = 60_000;
const rep = { Id: '005000000000001AAA', Email: 'Rep@Acme.test', CreatedDate: '2026-02-01' };

function directory() {
  const clock = new ManualClock(new Date('2026-11-20T09:00:00Z'));
  return { clock, users: new UserDirectory(() => clock.now()) };
}

describe('the users of an org', () => {
  it('are asked for once, each address once', () => {
    const { users } = directory();
    assert.deepEqual(users.unknown(['rep@acme.test', 'rep@acme.test', 'ann@acme.test']), [
      'rep@acme.test',
      'ann@acme.test',
    ]);
    users.remember(['rep@acme.test', 'ann@acme.test'], [rep]);
    assert.deepEqual(users.unknown(['rep@acme.test', 'ann@acme.test']), []);
    assert.equal(users.userId('rep@acme.test'), rep.Id);
    assert.equal(users.userId('ann@acme.test'), undefined);
  });

  it('are remembered for an hour, and a miss for five minutes', () => {
    const { clock, users } = directory();
    users.remember(['rep@acme.test', 'ann@acme.test'], [rep]);
    clock.advance(5 * minute - 1);
    assert.deepEqual(users.unknown(['rep@acme.test', 'ann@acme.test']), []);
    clock.advance(1);
    assert.deepEqual(users.unknown(['rep@acme.test', 'ann@acme.test']), ['ann@acme.test']);
    clock.advance(55 * minute);
    assert.deepEqual(users.unknown(['rep@acme.test']), ['rep@acme.test']);
  });

  it('are, of several with one address, the one created first', () => {
    const { users } = directory();
    const older = { ...rep, Id: '005000000000009AAA', CreatedDate: '2026-01-01' };
    users.remember(['rep@acme.test'], [rep, older]);
    assert.equal(users.userId('rep@acme.test'), older.Id);
  });

  it('are asked for again after they were forgotten', () => {
    const { users } = directory();
    users.remember(['rep@acme.test'], [rep]);
    users.forget();
    assert.deepEqual(users.unknown(['rep@acme.test']), ['rep@acme.test']);
    assert.equal(users.userId('rep@acme.test'), undefined);
  });
});
