import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserDirectory } from '../../src/bookings/match/user-directory.ts';
import { ManualClock } from '../support/manual-clock.ts';

const minute = 60_000;
const rep = { Id: '005000000000001AAA', Email: 'Rep@Acme.test', IsActive: true, CreatedDate: '2026-02-01' };
const byEmail = (...emails: string[]) => ({ emails, ids: [] });
const byId = (...ids: string[]) => ({ emails: [], ids });

function directory() {
  const clock = new ManualClock(new Date('2026-11-20T09:00:00Z'));
  return { clock, users: new UserDirectory(() => clock.now()) };
}

describe('the users of an org', () => {
  it('are asked for once, each address once', () => {
    const { users } = directory();
    const question = byEmail('rep@acme.test', 'rep@acme.test', 'ann@acme.test');
    assert.deepEqual(users.unknown(question), byEmail('rep@acme.test', 'ann@acme.test'));
    users.remember(byEmail('rep@acme.test', 'ann@acme.test'), [rep]);
    assert.deepEqual(users.unknown(question), byEmail());
    assert.deepEqual(users.byEmail('rep@acme.test'), { id: rep.Id, isActive: true });
    assert.equal(users.byEmail('ann@acme.test'), undefined);
  });

  it('are known by id, with 15 characters and with 18', () => {
    const { users } = directory();
    const question = users.unknown(byId(rep.Id, rep.Id.slice(0, 15), '005000000000007'));
    assert.deepEqual(question, byId('005000000000001', '005000000000007'));
    users.remember(question, [rep]);
    assert.deepEqual(users.unknown(byId(rep.Id, '005000000000007AAA')), byId());
    assert.equal(users.byId(rep.Id.slice(0, 15))?.id, rep.Id);
    assert.equal(users.byId('005000000000007AAA'), undefined);
  });

  it('are remembered for an hour; a miss, and who is inactive, for five minutes', () => {
    const { clock, users } = directory();
    const question = byEmail('rep@acme.test', 'ann@acme.test', 'out@acme.test');
    users.remember(question, [rep, { ...rep, Email: 'out@acme.test', IsActive: false }]);
    clock.advance(5 * minute - 1);
    assert.deepEqual(users.unknown(question), byEmail());
    clock.advance(1);
    assert.deepEqual(users.unknown(question), byEmail('ann@acme.test', 'out@acme.test'));
    clock.advance(55 * minute);
    assert.deepEqual(users.unknown(byEmail('rep@acme.test')), byEmail('rep@acme.test'));
  });

  it('are, of several with one address, the active one, and of several active ones the one created first', () => {
    const { users } = directory();
    const older = { ...rep, Id: '005000000000009AAA', CreatedDate: '2026-01-01' };
    const oldest = { ...rep, Id: '005000000000008AAA', CreatedDate: '2025-01-01', IsActive: false };
    users.remember(byEmail('rep@acme.test'), [rep, oldest, older]);
    assert.deepEqual(users.byEmail('rep@acme.test'), { id: older.Id, isActive: true });
  });

  it('are asked for again after they were forgotten', () => {
    const { users } = directory();
    users.remember(byEmail('rep@acme.test'), [rep]);
    users.forget();
    assert.deepEqual(users.unknown(byEmail('rep@acme.test')), byEmail('rep@acme.test'));
    assert.equal(users.byEmail('rep@acme.test'), undefined);
  });
});
