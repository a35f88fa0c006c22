import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { postgresIsReachable } from '../server/test/support/test-database.ts';
import { ensureChecks } from './checks/install-checks.ts';

/**
 * `npm test`: types, style, and every test of every part, on PGlite always and on PostgreSQL where one is reachable. The
 * last lines name what was skipped. With REQUIRE_POSTGRESQL or REQUIRE_CHECKS
 * set, a missing PostgreSQL, or a missing tools/checks or Java, is a failure. File names (or parts
 * of them) as arguments narrow it to those tests.
 */
const root = new URL('../', import.meta.url).pathname;
const wanted = process.argv.slice(2);
const skipped = new Map<string, number>();
let passed = 0;
let failed = 0;

if (wanted.length === 0) {
  check('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  check('types of the pages', 'node_modules/typescript/bin/tsc', '-p', 'sandbox/src/lightning/client');
  check('types of the org console', 'node_modules/typescript/bin/tsc', '-p', 'sandbox/src/console-page/browser');
  check('types of the components', 'node_modules/typescript/bin/tsc', '-p', 'force-app');
  check('lint', 'node_modules/eslint/bin/eslint.js', '.');
  check('components', 'node_modules/jest/bin/jest.js', '--ci', '--silent');
  check('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
}

const files = globSync(['server/test/**/*.test.ts', 'sandbox/test/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted();
if (files.some((file) => /^test\/(checks|cli)\//.test(file))) {
  const reason = ensureChecks();
  if (reason !== undefined) console.log(reason);
}
const hasPostgres = await postgresIsReachable();
if (!hasPostgres) skipped.set('PostgreSQL tests: none is reachable at TEST_DATABASE_URL or 127.0.0.1:5432', 1);
if (!existsSync(`${root}../shared`)) skipped.set('comparisons with recorded payloads and describes: no ../shared', 1);

const tests = run({
  files: files.map((file) => `${root}${file}`),
  concurrency: 2,
  execArgv: ['--disable-warning=ExperimentalWarning'],
});
tests.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip === undefined || event.skip === false) passed++;
  else {
    const reason = `${typeof event.skip === 'string' && event.skip ? event.skip : event.name}`;
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }
});
tests.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed++;
});
tests.compose(spec).pipe(process.stdout);
await new Promise((resolve) => tests.once('end', resolve));
await new Promise((resolve) => setImmediate(resolve));

if (!hasPostgres && process.env['REQUIRE_POSTGRESQL']) failed++;
const total = [...skipped.values()].reduce((sum, count) => sum + count, 0);
for (const [reason, count] of skipped) console.log(`Skipped (${count}): ${reason}`);
console.log(`${passed} passed, ${failed} failed, ${total} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Runs a checker; its findings are on the screen. */
function check(name: string, ...command: string[]): void {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? '✔' : '✖'} ${name}`);
  if (status === 0) passed++;
  else failed++;
}
