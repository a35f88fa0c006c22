import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const apiUser = 'integration@inlet.sandbox';
const diagnosticsSet = 'Inlet_API_User_Diagnostics';
const rules = { ...defaultCreationRules, pages: { support: { case: true } } };
const at = (day: number) => ({
  updatedAt: `2026-11-${day}T09:00:00Z`,
  start: `2026-12-${day}T15:00:00Z`,
  end: `2026-12-${day}T15:30:00Z`,
});

// What the API User may do is the same on either database.
const [engine] = await engines();
describe('the API User with exactly what the package ships', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());

  const assign = (permissionSet: string, assigned: boolean) =>
    world.sandbox.console('permission-sets/assignments', { user: apiUser, permissionSet, assigned });
  const share = async (access: Record<string, string>) => {
    for (const [object, value] of Object.entries(access)) {
      await world.sandbox.console('sharing', { object, access: value });
    }
  };
  const privately = { Account: 'private', Contact: 'private', Lead: 'private', Case: 'private', Activity: 'private' };
  const userId = async (email: string) =>
    (await world.query(`SELECT Id FROM User WHERE Email = '${email}'`))[0]!['Id'] as string;
  /** Puts the API User above all booking owners, as docs/package.md says for private activities. */
  const giveRoleAbove = async () => {
    const above = await world.create('UserRole', { Name: 'Inlet' });
    const below = await world.create('UserRole', { Name: 'Sales', ParentRoleId: above });
    for (const [email, UserRoleId] of [
      ['integration@example.test', above],
      ['rep@acme.test', below],
      ['yannick@example.test', below],
    ] as const) {
      await world.admin.sobject('User').update({ Id: await userId(email), UserRoleId });
    }
  };

  for (const [name, sharing, prepare] of [
    ['public', {}, () => Promise.resolve()],
    ['private, the API User above the owners in the role hierarchy', privately, giveRoleAbove],
  ] as const) {
    for (const sets of [['Inlet_API_User', diagnosticsSet], ['Inlet_API_User']]) {
      describe(`with sharing ${name}, and ${sets.join(' + ')}`, () => {
        before(async () => {
          await world.begin({
            rules,
            prepare: async () => {
              await assign(diagnosticsSet, sets.includes(diagnosticsSet));
              await share(sharing);
              await prepare();
            },
          });
        });

        it('carries a stranger from the first booking through every change', async () => {
          const booking = stranger();
          const { id } = await world.deliver(booking);
          const { Email, OwnerId } = await world.lead(booking['customer'].email, 'Email, OwnerId');
          const steps: [Row, string, string][] = [
            [{ status: 'rescheduled', ...at(21) }, 'Rescheduled', 'rep@acme.test'],
            [
              { status: 'reassigned', ...at(22), owner: { email: 'yannick@example.test' } },
              'Reassigned',
              'yannick@example.test',
            ],
            [
              { status: 'canceled', ...at(23), owner: { email: 'yannick@example.test' } },
              'Canceled',
              'yannick@example.test',
            ],
          ];
          for (const [change, status, owner] of steps) {
            await world.post({ ...booking, ...change });
            await world.until(id, (seen) => isDelivered(seen) && seen.status === change['status']);
            const event = await world.event(id, 'Inlet_Booking_Status__c, StartDateTime, Owner.Email, Who.Email');
            assert.deepEqual(
              [
                event['Inlet_Booking_Status__c'],
                event['StartDateTime'].slice(0, 10),
                event['Owner'].Email,
                event['Who'].Email,
              ],
              [status, change['start'].slice(0, 10), owner, Email],
            );
          }
          assert.equal((await world.lead(booking['customer'].email, 'OwnerId'))['OwnerId'], OwnerId);
        });

        for (const [status, word] of [
          ['completed', 'Completed'],
          ['no-show', 'No-show'],
        ] as const) {
          it(`marks a booking as ${status}`, async () => {
            const booking = stranger();
            const { id } = await world.deliver(booking);
            await world.post({ ...booking, status, updatedAt: '2026-12-01T16:00:00Z' });
            await world.until(id, (seen) => isDelivered(seen) && seen.status === status);
            assert.equal((await world.event(id, 'Inlet_Booking_Status__c'))['Inlet_Booking_Status__c'], word);
          });
        }

        it('finds the Contact and the Lead of somebody else instead of making another, and fills empty fields', async () => {
          const OwnerId = await userId('owner@acme.com');
          const contact = await world.create('Contact', { LastName: 'Known', Email: 'contact@known.test', OwnerId });
          const lead = await world.create('Lead', {
            LastName: 'Lee',
            Company: 'Known',
            Email: 'lead@known.test',
            OwnerId,
          });
          for (const [object, id, email] of [
            ['Contact', contact, 'contact@known.test'],
            ['Lead', lead, 'lead@known.test'],
          ] as const) {
            const delivered = await world.deliver(
              stranger({ customer: { email, name: 'Any Name', phone: '+1 202 555 0101' } }),
            );
            assert.equal((await world.event(delivered.id, 'WhoId'))['WhoId'], id);
            const [row] = await world.query(`SELECT Phone, OwnerId FROM ${object} WHERE Id = '${id}'`);
            assert.deepEqual([row!['Phone'], row!['OwnerId']], ['+1 202 555 0101', OwnerId]);
          }
          assert.equal((await world.query("SELECT Id FROM Lead WHERE Email LIKE '%@known.test'")).length, 1);
        });

        it('makes a Case where the page asks for one', async () => {
          const { id, records } = await world.deliver(stranger({ page: { id: 'support', name: 'Support' } }));
          assert.deepEqual(records.map(({ object }) => object).toSorted(), ['Case', 'Event']);
          assert.ok((await world.event(id, 'WhatId'))['WhatId']);
        });
      });
    }
  }

  describe('what is missing is named', () => {
    beforeEach(async () => {
      for (const set of ['Inlet_API_User', diagnosticsSet]) await assign(set, true);
      await world.begin({ rules });
    });

    it('activities are private, and the owner of the Event is not below the API User', async () => {
      await share({ Activity: 'private' });
      const booking = stranger();
      const { id } = await world.deliver(booking);
      await world.post({ ...booking, status: 'rescheduled', ...at(21) });
      const { diagnosis } = await world.until(id, isHeld);
      assert.deepEqual([diagnosis!.cause, diagnosis!.object], ['data', 'Event']);
      assert.match(diagnosis!.sentence, /may not change this Event: it belongs to somebody else/);
      assert.match(diagnosis!.fix, /Sharing Settings.*role hierarchy.*Modify All Data/);
      await giveRoleAbove();
      await world.backend.retry(id);
      await world.until(id, isDelivered);
      assert.match((await world.event(id, 'StartDateTime'))['StartDateTime'], /^2026-12-21T/);
    });

    it('the permission set is taken away: bookings are held with what to do, and arrive when it is back', async () => {
      await assign('Inlet_API_User', false);
      const id = await world.post(stranger());
      const { diagnosis } = await world.until(id, isHeld);
      assert.match(diagnosis!.sentence, /may not see the object Lead/);
      assert.match(diagnosis!.fix, /Assign the permission set "Inlet API User"/);
      await assign('Inlet_API_User', true);
      await world.backend.retry(id);
      await world.until(id, isDelivered);
    });

    it('the package is not there: bookings are held with what to do, and arrive when it is', async () => {
      const uninstalled = await fetch(`${world.sandbox.url}/sandbox/package`, { method: 'DELETE' });
      assert.equal(uninstalled.status, 204);
      await world.restart();
      const id = await world.post(stranger());
      const { diagnosis } = await world.until(id, isHeld);
      assert.match(diagnosis!.fix, /"Inlet API User"/);
      await world.sandbox.console('package/source', {});
      for (const set of ['Inlet_API_User', diagnosticsSet]) await assign(set, true);
      await world.backend.retry(id);
      await world.until(id, isDelivered);
    });
  });
});
