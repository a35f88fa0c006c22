import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deliverBatch, type BatchInput, type BatchResult } from '../../src/bookings/deliver/deliver-batch.ts';
import type { DueBooking } from '../../src/bookings/deliver/due-booking.ts';
import { defaultSettings } from '../../src/bookings/settings/booking-settings.ts';
import { UserDirectory } from '../../src/bookings/match/user-directory.ts';
import { limitError } from '../../src/salesforce/classify.ts';
import type { Subrequest, Subresponse } from '../../src/salesforce/types.ts';
import { dueBooking, planningTime } from '../support/planning.ts';
import { field, orgSchema, required } from '../support/schema.ts';
import { refused, ScriptedOrg } from '../support/scripted-org.ts';
import { english } from '../../src/texts/text.ts';

function batch(org: ScriptedOrg, bookings: DueBooking[], more: Partial<BatchInput> = {}): Promise<BatchResult> {
  const users = new UserDirectory(() => planningTime);
  const settings = defaultSettings;
  return deliverBatch({ orgId: 'org_1', bookings, settings, salesforce: org, users, now: planningTime, ...more });
}

const strangers = (count: number) => Array.from({ length: count }, (_, n) => dueBooking(`bk_${n}`));
const kinds = ({ results }: BatchResult) =>
  Object.fromEntries(results.map(({ booking, outcome }) => [booking.id, outcome.kind]));
const all = (kind: string, bookings: DueBooking[]) => Object.fromEntries(bookings.map(({ id }) => [id, kind]));
const asks = ({ url }: Subrequest, text: string) => decodeURIComponent(url).includes(text);
const writesOf = (org: ScriptedOrg) =>
  org.calls
    .filter(({ kind }) => kind === 'graph')
    .map(({ subrequests }) => subrequests.map(({ referenceId }) => referenceId));

/** The look-up of people, answered as if Salesforce had more rows than it gave. */
const truncated = ({ referenceId }: Subrequest): Subresponse => ({
  referenceId,
  status: 200,
  body: { totalSize: 5_000, done: false, records: [] },
  errors: [],
});

/** Every call is in what the bookings paid, once, and each booking counts the calls that carried it. */
function assertPaid({ results }: BatchResult, org: ScriptedOrg): void {
  const shares = results.reduce((sum, { apiCallShare }) => sum + apiCallShare, 0);
  assert.ok(Math.abs(shares - org.calls.length) < 1e-9, `${shares} paid for ${org.calls.length} calls`);
  for (const { booking, apiCalls } of results) {
    const carried = org.calls.filter(({ subrequests }) =>
      subrequests.some(
        (subrequest) =>
          subrequest.referenceId.startsWith(`${booking.id}_`) || asks(subrequest, `'${booking.id}@example.test'`),
      ),
    );
    assert.equal(apiCalls, carried.length, booking.id);
  }
}

describe('a batch', () => {
  it('of 75 strangers is two calls, and each booking’s part is two of 75', async () => {
    const org = new ScriptedOrg();
    const bookings = strangers(75);
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), all('delivered', bookings));
    assert.deepEqual(
      org.calls.map(({ kind }) => kind),
      ['composite', 'graph'],
    );
    assertPaid(result, org);
    assert.equal(result.results[0]!.batchSize, 75);
  });

  it('of changes to Events that stand is one call, and nobody is looked up', async () => {
    const org = new ScriptedOrg();
    const records = { person: { object: 'Lead' as const, id: '00Q1' }, event: { id: '00U000000000001AAA' } };
    const bookings = strangers(3).map((booking) => ({ ...booking, records }));
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), all('delivered', bookings));
    assert.equal(org.calls.length, 1);
    assert.equal(result.results[0]!.apiCallShare, 1 / 3);
  });

  it('asks for an owner once, and gives the owner’s bookings to the user', async () => {
    const org = new ScriptedOrg();
    org.rows = { users: [{ Id: '005000000000001AAA', Email: 'rep@acme.test', IsActive: true }] };
    const users = new UserDirectory(() => planningTime);
    const owned = strangers(2).map((booking) => ({
      ...booking,
      details: { ...booking.details, owner: { email: ' Rep@Acme.test' } },
    }));
    await batch(org, owned, { users });
    const event = org.calls[1]!.subrequests.find(({ referenceId }) => referenceId === 'bk_0_event')!;
    assert.equal(event.body!['OwnerId'], '005000000000001AAA');
    await batch(org, owned, { users });
    assert.ok(!org.calls[2]!.subrequests.some(({ referenceId }) => referenceId === 'users'));
  });

  it('asks for a user chosen by hand and for the default owner in the same call, and follows them', async () => {
    const org = new ScriptedOrg();
    const user = (n: number, IsActive = true) => ({ Id: `00500000000000${n}AAA`, Email: `u${n}@acme.test`, IsActive });
    org.rows = { users: [user(1), user(2), user(3, false)] };
    const owners = {
      defaultOwner: user(2).Id,
      owners: { 'rep@acme.test': user(1).Id, 'gone@acme.test': user(3).Id },
    };
    const bookings = ['Rep@acme.test', 'gone@acme.test', 'nobody@acme.test'].map((email, n) => {
      const booking = dueBooking(`bk_${n}`);
      return { ...booking, details: { ...booking.details, owner: { email } } };
    });
    const { results } = await batch(org, bookings, { settings: { ...defaultSettings, users: owners } });
    assert.equal(org.calls.length, 2, 'one look-up and one write');
    const asked = org.calls[0]!.subrequests.filter(({ referenceId }) => referenceId === 'users');
    assert.equal(asked.length, 1);
    const ownerOf = (n: number) =>
      org.calls[1]!.subrequests.find(({ referenceId }) => referenceId === `bk_${n}_event`)!.body!['OwnerId'];
    assert.deepEqual([ownerOf(0), ownerOf(1), ownerOf(2)], [user(1).Id, user(2).Id, user(2).Id]);
    const notes = results.map(({ plan }) => plan!.notes.map(english).join(' '));
    assert.doesNotMatch(notes[0]!, /default owner/);
    assert.match(notes[1]!, /user of gone@acme\.test is inactive, so the default owner gets/);
    assert.match(notes[2]!, /No Salesforce user has the e-mail address nobody@acme\.test, so the default owner gets/);
  });

  it('makes one Lead for two bookings of a stranger, in one graph; one that goes alone has its own', async () => {
    const org = new ScriptedOrg();
    const customer = { email: 'Ana@example.test', lastName: 'Jones', company: 'Acme' };
    const [first, second, third] = strangers(3).map((booking) => ({
      ...booking,
      details: { ...booking.details, customer },
    }));
    await batch(org, [first!, { ...second!, alone: true }, third!]);
    assert.deepEqual(writesOf(org), [['bk_0_who', 'bk_0_event', 'bk_2_event', 'bk_1_who', 'bk_1_event']]);
    assert.equal(org.calls[1]!.graphs, 2);
  });

  it('uses the record that the look-up found', async () => {
    const org = new ScriptedOrg();
    org.rows = { contacts: [{ Id: '003000000000001AAA', Email: 'BK_0@example.test', LastName: 'Jones' }] };
    await batch(org, strangers(2));
    assert.deepEqual(writesOf(org), [['bk_0_event', 'bk_1_who', 'bk_1_event']]);
    assert.equal(org.calls[1]!.subrequests[0]!.body!['WhoId'], '003000000000001AAA');
  });

  it('goes by headers when the look-up finds that a rule was switched on', async () => {
    const org = new ScriptedOrg();
    org.rows = { assignmentRules: [{ SobjectType: 'Lead' }] };
    await batch(org, strangers(1));
    assert.deepEqual(
      org.calls.map(({ kind }) => kind),
      ['composite', 'composite'],
    );
  });
});

describe('a look-up that cannot be read', () => {
  it('is asked again for half the batch, and every look-up is counted', async () => {
    const org = new ScriptedOrg();
    const bookings = strangers(8);
    // Too many rows as long as this customer is asked for along with others.
    org.answer = (subrequest) =>
      subrequest.referenceId === 'contacts' && asks(subrequest, 'bk_5@') && asks(subrequest, 'bk_4@')
        ? truncated(subrequest)
        : undefined;
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), all('delivered', bookings));
    assertPaid(result, org);
    const callsOf = (id: string) => result.results.find(({ booking }) => booking.id === id)!.apiCalls;
    assert.deepEqual([callsOf('bk_0'), callsOf('bk_6'), callsOf('bk_5')], [3, 4, 5]);
  });

  it('holds the one customer of whom Salesforce has more records than it lists: never taken for a stranger', async () => {
    const org = new ScriptedOrg();
    const bookings = strangers(4);
    org.answer = (subrequest) => (asks(subrequest, "'bk_2@") ? truncated(subrequest) : undefined);
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), { ...all('delivered', bookings), bk_2: 'held' });
    const { outcome } = result.results.find(({ booking }) => booking.id === 'bk_2')!;
    assert.equal(outcome.kind === 'held' && outcome.diagnosis.code, 'LOOKUP_NOT_COMPLETE');
    assert.ok(
      !writesOf(org)
        .flat()
        .some((reference) => reference.startsWith('bk_2_')),
    );
    assertPaid(result, org);
  });

  it('holds the one booking that makes it malformed, and lets the others through', async () => {
    const org = new ScriptedOrg();
    const bookings = strangers(5);
    org.answer = (subrequest) =>
      asks(subrequest, "'bk_3@")
        ? refused(subrequest.referenceId, 'MALFORMED_QUERY', 'unexpected token: x')
        : undefined;
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), { ...all('delivered', bookings), bk_3: 'held' });
    const { outcome } = result.results.find(({ booking }) => booking.id === 'bk_3')!;
    assert.match(
      outcome.kind === 'held' ? english(outcome.diagnosis.sentence) : '',
      /^Nobody was looked up for this booking, so no record was chosen and none made\. Salesforce refused .* x\.$/,
    );
    assertPaid(result, org);
  });

  it('is halved before it is sent where its address would be too long', async () => {
    const org = new ScriptedOrg();
    // Letters of other scripts take nine characters each in an address.
    const bookings = strangers(40).map((booking, n) => {
      const customer = { email: `${'名'.repeat(40)}${n}@example.test`, lastName: 'Jones', company: 'Acme' };
      return { ...booking, details: { ...booking.details, customer } };
    });
    const result = await batch(org, bookings);
    assert.deepEqual(kinds(result), all('delivered', bookings));
    const longest = Math.max(...org.calls.flatMap(({ subrequests }) => subrequests.map(({ url }) => url.length)));
    assert.ok(longest <= 16_384, `${longest}`);
    assert.ok(org.calls.length > 2);
    const shares = result.results.reduce((sum, { apiCallShare }) => sum + apiCallShare, 0);
    assert.ok(Math.abs(shares - org.calls.length) < 1e-9);
  });

  it('concerns the org, and forgets the schema, where a column of it is gone', async () => {
    const org = new ScriptedOrg();
    org.answer = ({ referenceId }) =>
      referenceId === 'leads'
        ? refused(referenceId, 'INVALID_FIELD', "No such column 'X' on entity 'Lead'.")
        : undefined;
    const { results, error } = await batch(org, strangers(5));
    assert.deepEqual(results, []);
    assert.equal(error?.code, 'INVALID_FIELD');
    assert.equal(org.schemaForgotten, 1);
    assert.equal(org.calls.length, 1);
  });
});

describe('an error in the midst of a batch', () => {
  it('of the look-up leaves every booking due', async () => {
    const org = new ScriptedOrg();
    const limit = limitError('dailyRequests', 'REQUEST_LIMIT_EXCEEDED');
    org.onCall = () => {
      throw limit;
    };
    const { results, error } = await batch(org, strangers(3));
    assert.deepEqual(results, []);
    assert.equal(error, limit);
  });

  it('keeps what an earlier half of it delivered', async () => {
    const org = new ScriptedOrg();
    const limit = limitError('dailyRequests', 'REQUEST_LIMIT_EXCEEDED');
    org.answer = (subrequest) =>
      asks(subrequest, "'bk_0@") && asks(subrequest, "'bk_3@") ? truncated(subrequest) : undefined;
    org.onCall = () => {
      if (org.calls.length > 3) throw limit;
    };
    const result = await batch(org, strangers(4));
    assert.equal(result.error, limit);
    assert.deepEqual(kinds(result), { bk_0: 'delivered', bk_1: 'delivered' });
  });

  it('of one row pauses the org, and the other bookings are settled as they were answered', async () => {
    const org = new ScriptedOrg();
    org.answer = ({ referenceId }) =>
      referenceId === 'bk_1_who' ? refused(referenceId, 'STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded') : undefined;
    const result = await batch(org, strangers(3));
    assert.deepEqual(kinds(result), { bk_0: 'delivered', bk_1: 'org', bk_2: 'delivered' });
    assert.equal(result.error?.cause, 'limit');
  });

  it('of our own making is thrown', async () => {
    const org = new ScriptedOrg();
    org.onCall = () => {
      throw new TypeError('a mistake of ours');
    };
    await assert.rejects(batch(org, strangers(1)), TypeError);
  });
});

describe('a booking that cannot be planned', () => {
  const needy = () =>
    new ScriptedOrg(
      orgSchema({ fields: { Lead: [field('Tier__c', 'picklist', { ...required, restrictedPicklist: true })] } }),
    );

  it('gets a fresh schema once, without a write to Salesforce, and is then held', async () => {
    const org = needy();
    const first = await batch(org, strangers(1));
    assert.deepEqual(kinds(first), { bk_0: 'retry' });
    assert.equal(org.schemaForgotten, 1);
    const second = await batch(org, [dueBooking('bk_0', { attempts: 1 })]);
    assert.deepEqual(kinds(second), { bk_0: 'held' });
    assert.deepEqual(writesOf(org), []);
    assert.equal(second.results[0]!.apiCalls, 1);
  });

  it('does not keep the others from being delivered', async () => {
    const org = needy();
    const records = { person: { object: 'Lead' as const, id: '00Q000000000001AAA' } };
    const result = await batch(org, [dueBooking('bk_0', { attempts: 1 }), dueBooking('bk_1', { records })]);
    assert.deepEqual(kinds(result), { bk_0: 'held', bk_1: 'delivered' });
  });
});
