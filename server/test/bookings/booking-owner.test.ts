import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOwner, ownerQuestion } from '../../src/bookings/match/booking-owner.ts';
import { defaultSettings } from '../../src/bookings/settings/booking-settings.ts';
import type { KnownUser } from '../../src/bookings/match/user-directory.ts';

const rep: KnownUser = { id: '005000000000001AAA', isActive: true };
const chosen: KnownUser = { id: '005000000000002AAA', isActive: true };
const gone: KnownUser = { id: '005000000000003AAA', isActive: false };
const desk: KnownUser = { id: '005000000000004AAA', isActive: true };
const users = {
  byEmail: (email: string) => ({ 'rep@acme.test': rep, 'gone@acme.test': gone })[email],
  byId: (id: string) => [chosen, gone, desk].find((user) => user.id === id),
};
const noOwnerSettings = defaultSettings.users;
const withDesk = { ...noOwnerSettings, defaultOwner: desk.id };

describe('the owner of what a booking makes', () => {
  it('is the active user with the address of the booking’s owner, however it is spelled', () => {
    assert.deepEqual(decideOwner({ email: ' Rep@ACME.test' }, withDesk, users), { ownerId: rep.id });
  });

  it('is the user chosen by hand before the one with the address', () => {
    const settings = { ...withDesk, owners: { 'rep@acme.test': chosen.id } };
    assert.deepEqual(decideOwner({ email: 'Rep@acme.test' }, settings, users), { ownerId: chosen.id });
  });

  it('is the default owner, with the reason, where that user is inactive, unknown or not named', () => {
    const byHand = { ...withDesk, owners: { 'rep@acme.test': gone.id } };
    for (const [owner, settings, kind] of [
      [{ email: 'gone@acme.test' }, withDesk, 'inactive'],
      [{ email: 'rep@acme.test' }, byHand, 'inactive'],
      [{ email: 'nobody@acme.test' }, withDesk, 'unknown'],
      [{ name: 'Rita' }, withDesk, 'noEmail'],
      [undefined, withDesk, 'noOwner'],
    ] as const) {
      const { ownerId, problem } = decideOwner(owner, settings, users);
      assert.deepEqual([ownerId, problem?.kind, problem?.standIn], [desk.id, kind, true]);
    }
  });

  it('is nobody, and so the API User, where there is no default owner or that one is inactive', () => {
    for (const settings of [noOwnerSettings, { ...noOwnerSettings, defaultOwner: gone.id }]) {
      const { ownerId, problem } = decideOwner({ email: 'nobody@acme.test' }, settings, users);
      assert.deepEqual([ownerId, problem?.kind, problem?.standIn], [undefined, 'unknown', false]);
    }
    assert.deepEqual(decideOwner(undefined, noOwnerSettings, users), { ownerId: undefined });
  });

  it('takes no key of an object for an address', () => {
    const { ownerId } = decideOwner({ email: 'constructor' }, noOwnerSettings, users);
    assert.equal(ownerId, undefined);
  });

  it('needs the addresses that nobody matched by hand, and the users that the settings name', () => {
    const settings = { defaultOwner: desk.id, owners: { 'rep@acme.test': chosen.id } };
    const owners = [{ email: 'Rep@acme.test' }, { email: 'ann@acme.test' }, { name: 'Rita' }, undefined];
    assert.deepEqual(ownerQuestion(owners, settings), { emails: ['ann@acme.test'], ids: [chosen.id, desk.id] });
    assert.deepEqual(ownerQuestion([], settings), { emails: [], ids: [] });
  });
});
