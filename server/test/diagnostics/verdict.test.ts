import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  broken,
  checkIds,
  everybodyIds,
  ok,
  someIds,
  unknown,
  warning,
  worst,
  type CheckAnswer,
  type CheckId,
} from '../../src/diagnostics/checks/check.ts';
import { checks } from '../../src/diagnostics/checks/checks.ts';
import { isOlder } from '../../src/diagnostics/checks/api-user-checks.ts';
import { decisionOrder, verdict } from '../../src/diagnostics/checks/verdict.ts';
import { doubled } from '../../src/diagnostics/facts/surroundings-reading.ts';
import { english, inWords, text } from '../../src/texts/text.ts';

const said = { meaning: text('means.someHeld'), fix: text('found.users.held', { count: 1 }) };
const red = (blocked?: number) => broken(text('found.pages.none'), { ...said, ...(blocked && { blocked }) });
const amber = (blocked?: number) => warning(text('found.pages.none'), { ...said, ...(blocked && { blocked }) });

function decide(answers: Partial<Record<CheckId, CheckAnswer>>, { waiting = 0, held = 0 } = {}) {
  const all = new Map(checkIds.map((id) => [id, answers[id] ?? ok(text('found.pages.none'))]));
  const bookings = { waiting, held, oldestWaiting: null, pages: [], heldGroups: [], latestEvents: [] };
  return verdict({ bookings }, all);
}

describe('the verdict', () => {
  it('is good where all is, and says what waits and is held all the same', () => {
    const good = decide({}, { waiting: 2, held: 1 });
    assert.equal(good.state, 'ok');
    assert.equal(
      english(good.sentence),
      'Bookings reach Salesforce. 2 bookings are waiting and will be delivered. 1 booking is held; press Retry when it is repaired.',
    );
    assert.deepEqual([good.fix, good.checkId], [null, null]);
  });

  it('is by each cause before all that come after it, and after all before it', () => {
    for (const [index, [id]] of decisionOrder.entries()) {
      const later = decisionOrder.slice(index).map(([one]) => one);
      const answers = Object.fromEntries([...later, ...someIds].map((one) => [one, red()]));
      assert.equal(decide(answers).checkId, id);
    }
    const everyone = new Set(decisionOrder.map(([id]) => id));
    const missing = everybodyIds.filter((id) => !everyone.has(id));
    assert.deepEqual(missing, ['backend.reachable'], 'which the tab alone can find broken');
  });

  it('says that nothing arrives, that bookings wait, or that some do not arrive', () => {
    const begins = (id: CheckId) => english(decide({ [id]: red() }, { waiting: 1, held: 1 }).sentence);
    assert.match(begins('connection'), /^Bookings are not reaching Salesforce: there is none\. .*1 booking is waiting/);
    assert.match(begins('usage.daily'), /^Bookings wait: there is none\. .*1 booking is waiting/);
    assert.match(begins('rules.validation'), /^Some bookings are not reaching Salesforce: .*1 booking is held/);
    assert.doesNotMatch(begins('rules.validation'), /waiting/);
  });

  it('is, of what concerns some, by what holds most bookings', () => {
    assert.equal(decide({ 'fields.required': red(2), automation: red(3) }).checkId, 'automation');
    assert.equal(decide({ 'fields.required': red(3), automation: red(3) }).checkId, 'fields.required');
    assert.equal(decide({ 'pages.failing': red(), users: amber(9) }).checkId, 'pages.failing');
  });

  it('is amber only where nothing is red, and never for what is unknown', () => {
    const look = decide({ 'usage.daily': amber(), users: amber(2) });
    assert.deepEqual([look.state, look.checkId], ['warning', 'users']);
    assert.match(english(look.sentence), /^Bookings reach Salesforce, but something needs a look: /);
    assert.equal(decide({ storage: unknown(text('unknown.storage')) }).state, 'ok');
  });

  it('is unknown where nobody has asked the org', () => {
    const none = decide({ 'apiUser.active': unknown(text('unknown.notAsked')) });
    assert.equal(none.state, 'unknown');
    assert.match(english(none.sentence), /is not known: this has not been checked yet/);
    assert.match(inWords(none.sentence, 'de'), /nicht bekannt: Das wurde noch nicht geprüft/);
  });
});

describe('checks', () => {
  it('are all there, in the order in which they are shown, each asked and explained', () => {
    assert.deepEqual(
      checks.map(({ id }) => id),
      checkIds,
    );
  });

  it('are as bad as their worst item; unknown is worse than good', () => {
    assert.equal(worst([]), 'ok');
    assert.equal(worst(['ok', 'unknown']), 'unknown');
    assert.equal(worst(['warning', 'unknown', 'ok']), 'warning');
    assert.equal(worst(['warning', 'broken']), 'broken');
  });

  it('compare versions by their first two numbers', () => {
    assert.deepEqual(
      ['0.1', '0.1.9', '0.2', '1.0', '0.0.9', 'beta'].map((version) => isOlder(version, '0.1')),
      [false, false, false, false, true, false],
    );
  });

  it('see an Event of others beside ours by calendar and time, and never a booking of ours', () => {
    const at = { StartDateTime: '2026-12-01T15:00:00.000+0000', EndDateTime: '2026-12-01T15:30:00.000+0000' };
    const event = (Id: string, by: string, more = {}) => {
      const CreatedById = `005${by}00000000000`;
      return { Id, OwnerId: '005R00000000000', CreatedById, CreatedBy: { Name: by }, ...at, ...more };
    };
    const ours = event('00U00000000000A', 'I');
    const others = [
      event('00U00000000000B', 'S'),
      event('00U00000000000C', 'I'),
      event('00U00000000000D', 'S', { OwnerId: '005X00000000000' }),
      event('00U00000000000E', 'S', { StartDateTime: '2026-12-01T16:00:00.000+0000' }),
    ];
    const found = doubled([ours, ...others], new Set([ours.Id]), ours.CreatedById);
    assert.deepEqual(found, [{ eventId: '00U00000000000B', ownEventId: ours.Id, by: 'S' }]);
  });
});
