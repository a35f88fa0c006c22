import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaultCreationRules, defaultPageRules } from '../server/src/bookings/creation-rules.ts';
import { defaultSettings } from '../server/src/bookings/settings/booking-settings.ts';
import { openDatabase } from '../server/src/platform/database/database.ts';
import { SettingsStore } from '../server/src/setup/settings/settings-store.ts';
import { backendEnvironment } from './support/backend-process.ts';

const root = new URL('../', import.meta.url).pathname;

/** The operator's command as it is typed, on a database of its own. */
describe('npm run org -- rules', () => {
  let directory: string;
  let orgId: string;
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'inlet-rules-'));
    const { printed } = await org('create', '--name', 'Acme');
    ({ orgId } = JSON.parse(printed) as { orgId: string });
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const org = (...args: string[]): Promise<{ code: number; printed: string; said: string }> =>
    new Promise((resolve) => {
      const environment = backendEnvironment({ dataDir: directory });
      execFile(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'server/src/operator.ts', ...args],
        { cwd: root, env: environment },
        (error, printed, said) => resolve({ code: error ? Number(error.code) : 0, printed, said }),
      );
    });
  const file = async (name: string, content: unknown): Promise<string> => {
    const where = path.join(directory, name);
    await writeFile(where, typeof content === 'string' ? content : JSON.stringify(content));
    return where;
  };
  const withSettings = async <T>(work: (store: SettingsStore) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ databaseUrl: undefined, dataDir: path.join(directory, 'backend') });
    try {
      return await work(new SettingsStore(database));
    } finally {
      await database.close();
    }
  };

  it('prints the built-in rules where no file is named', async () => {
    const { code, printed } = await org('rules');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(printed), defaultCreationRules);
  });

  it('saves what a file says as a version of the operator, and leaves mapping and users alone', async () => {
    const mapping = {
      ...defaultSettings.mapping,
      all: {
        ...defaultSettings.mapping.all,
        Lead: [{ field: 'Industry', from: { kind: 'constant' as const, value: 'Banking' }, write: 'always' as const }],
      },
    };
    const settings = { ...defaultSettings, mapping };
    const by = { id: 'u1', name: 'Ada Admin' };
    await withSettings((store) => store.save(orgId, { basedOn: 1, settings, note: null, by, now: new Date() }));
    const rules = { all: { known: 'leave' }, pages: { demo: { event: 'none' } } };
    const { code, printed, said } = await org('rules', orgId, await file('rules.json', rules));
    assert.deepEqual([code, said], [0, '']);
    const expected = { all: { ...defaultPageRules, known: 'leave' }, pages: { demo: { event: 'none' } } };
    assert.deepEqual(JSON.parse(printed), expected);
    const saved = (await withSettings((store) => store.current(orgId)))!;
    assert.deepEqual([saved.version, saved.savedBy.name], [3, 'Operator']);
    assert.deepEqual(saved.settings.rules, expected);
    assert.deepEqual(saved.settings.mapping, mapping);
  });

  for (const [what, content, words] of [
    ['no JSON', '{', /JSON/],
    ['a rule that there is not', { all: { knwon: 'leave' } }, /knwon/],
    ['a value that there is not', { all: { known: 'forget' } }, /all\.known/],
    ['an id of something else', { all: { campaign: { id: '003000000000001AAA', memberStatus: null } } }, /campaign/],
  ] as const) {
    it(`refuses a file with ${what}, says what is wrong, and saves nothing`, async () => {
      const { code, printed, said } = await org('rules', orgId, await file('wrong.json', content));
      assert.deepEqual([code, printed], [1, '']);
      assert.match(said, words);
      assert.doesNotMatch(said, /\n\s+at /, 'no stack trace');
      assert.equal((await withSettings((store) => store.current(orgId)))!.version, 3);
    });
  }

  it('names a file, or an org, that there is not', async () => {
    const missing = await org('rules', orgId, path.join(directory, 'none.json'));
    assert.equal(missing.code, 1);
    assert.match(missing.said, /none\.json/);
    const unknown = await org('rules', 'org_none', await file('empty.json', {}));
    assert.equal(unknown.code, 1);
    assert.match(unknown.said, /There is no org org_none/);
  });
});
