import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultCreationRules, type PageRules } from '../../src/bookings/creation-rules.ts';
import { hasAccess, neededAccess } from '../../src/bookings/plan/needed-access.ts';
import { defaultSettings, type BookingSettings } from '../../src/bookings/settings/booking-settings.ts';
import { english } from '../../src/texts/text.ts';
import { orgSchema } from '../support/schema.ts';

const rules = (all: Partial<PageRules> = {}, page?: Partial<PageRules>): BookingSettings => ({
  ...defaultSettings,
  rules: { all: { ...defaultCreationRules.all, ...all }, pages: page ? { 'BP-1': page } : {} },
});
const lines = (given = rules(), schema = orgSchema()) =>
  neededAccess(given, schema).map(
    ({ object, field, permission }) => `${permission} ${object}${field ? `.${field}` : ''}`,
  );

describe('what the API User must be allowed', () => {
  it('is what the planner writes by the built-in rules, no more', () => {
    const needed = lines();
    for (const one of [
      'create Event',
      'edit Event',
      'create Event.Inlet_Booking_Id__c',
      'create Event.WhoId',
      'edit Event.Subject',
      'create Lead',
      'create Lead.Company',
      'create Lead.Inlet_Customer_Id__c',
      'edit Contact',
      'edit Contact.Phone',
      'read Contact',
    ]) {
      assert.ok(needed.includes(one), one);
    }
    assert.ok(!needed.some((one) => /Case|delete|Contact\.Company|create Contact/.test(one)), needed.join('\n'));
    assert.equal(new Set(needed).size, needed.length, 'each once');
  });

  it('follows the rules of every page', () => {
    assert.ok(lines(rules({}, { case: true })).includes('create Case.Inlet_Booking_Id__c'));
    assert.ok(lines(rules({}, { canceledEvent: 'delete' })).includes('delete Event'));
    const neither = lines(rules({ stranger: 'nobody', known: 'leave' }));
    assert.ok(!neither.some((one) => /(create|edit) (Lead|Contact)/.test(one)), neither.join('\n'));
    assert.ok(neither.includes('read Lead'), 'people are looked up all the same');
    assert.ok(!lines(rules({ leadOwner: 'assignmentRules' })).includes('create Lead.OwnerId'));
  });

  it('follows the mapping, of a single page too, also where this booking would have no value for it', () => {
    const from = { kind: 'answer' as const, question: 'Budget' };
    const mapped = (field: string) => [{ field, from, write: 'always' as const }];
    const { mapping } = defaultSettings;
    const needed = lines({
      ...defaultSettings,
      mapping: {
        ...mapping,
        all: { ...mapping.all, Lead: mapped('Budget__c') },
        pages: { 'BP-2': { Event: mapped('Rooms__c') } },
      },
    });
    for (const one of ['create Lead.Budget__c', 'edit Lead.Budget__c', 'create Event.Rooms__c']) {
      assert.ok(needed.includes(one), one);
    }
  });

  it('is told also of an org that shows the API User nothing, and each with a reason', () => {
    const empty = { ...orgSchema(), objects: new Map(), packagePrefix: undefined };
    const needed = neededAccess(rules(), empty);
    assert.deepEqual(lines(rules(), empty).toSorted(), lines().toSorted());
    for (const access of needed) {
      assert.ok(english(access.why).length > 20, JSON.stringify(access));
      assert.equal(hasAccess(access, empty), false);
    }
  });

  it('is there or not by the describe: objects, fields, and what may be done with them', () => {
    const schema = orgSchema();
    const has = (object: string, field: string | null, permission: 'create' | 'edit' | 'delete' | 'read') =>
      hasAccess({ object, field, permission, why: { key: 'access.lookUp' } }, schema);
    assert.ok(neededAccess(rules(), schema).every((access) => hasAccess(access, schema)));
    schema.objects.get('Lead')!.createable = false;
    schema.objects.get('Lead')!.fields.get('Phone')!.updateable = false;
    schema.objects.get('Contact')!.fields.delete('Phone');
    assert.deepEqual(
      [
        has('Lead', null, 'create'),
        has('Lead', null, 'edit'),
        has('Lead', 'Phone', 'edit'),
        has('Lead', 'Phone', 'create'),
      ],
      [false, true, false, true],
    );
    assert.equal(has('Contact', 'Phone', 'edit'), false);
  });
});
