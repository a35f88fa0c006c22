import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { skipUnlessRequired } from '../checks/skip-unless-required.ts';
import { cliWorld } from '../support/salesforce-cli.ts';

describe('the sf CLI and the org’s records', { skip: skipUnlessRequired(missingChecks()) }, () => {
  let world: Awaited<ReturnType<typeof cliWorld>>;
  before(async () => {
    world = await cliWorld();
  });
  after(() => world.close());

  it('logs in by an access token', () => {
    assert.match(world.login.stdout, /Successfully authorized admin@inlet\.sandbox with org ID 00D/);
  });

  it('queries parents, and shows them as a table', async () => {
    const soql = "SELECT Name, Profile.Name FROM User WHERE Username = 'admin@inlet.sandbox'";
    const { exitCode, stdout } = await world.run(['data', 'query', '--query', soql]);
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /Ada Admin[\s│]+System Administrator/);
    const wrong = await world.sf('data query', '--query', 'SELECT Shoe_Size__c FROM Lead');
    assert.equal(wrong.exitCode, 1);
    assert.match(wrong.stdout, /No such column 'Shoe_Size__c' on entity 'Lead'/);
  });

  it('describes objects and lists limits', async () => {
    const { result: lead } = await world.sf('sobject describe', '--sobject', 'Lead');
    assert.equal(lead.keyPrefix, '00Q');
    const { result: limits } = await world.sf('org list limits');
    const daily = (limits as { name: string; max: number; remaining: number }[]).find(
      ({ name }) => name === 'DailyApiRequests',
    );
    assert.ok(daily && daily.remaining < daily.max);
  });

  it('imports, upserts and exports in bulk; failed rows end in exit code 1', async () => {
    const csv = async (name: string, text: string) => {
      await writeFile(path.join(world.project, name), text);
      return name;
    };
    const wait = ['--wait', '1'];
    const first = await csv('leads.csv', 'LastName,Company,Email\nOne,A,one@example.com\nTwo,A,two@example.com\n');
    const imported = await world.sf('data import bulk', '--sobject', 'Lead', '--file', first, ...wait);
    assert.equal(imported.exitCode, 0, imported.stdout);
    assert.deepEqual([imported.result.processedRecords, imported.result.failedRecords], [2, 0]);

    const second = await csv('more.csv', 'Email,LastName,Company\none@example.com,First,A\nnew@example.com,New,A\n');
    const key = ['--external-id', 'Email'];
    const upserted = await world.sf('data upsert bulk', '--sobject', 'Lead', '--file', second, ...key, ...wait);
    assert.equal(upserted.exitCode, 0, upserted.stdout);
    const created = upserted.result.records.successfulResults.map((row: { sf__Created: string }) => row.sf__Created);
    assert.deepEqual(created, ['false', 'true']);

    const bad = await csv('bad.csv', 'LastName,Company\nNobody,\n');
    const failed = await world.run(['data', 'import', 'bulk', '--sobject', 'Lead', '--file', bad, ...wait]);
    assert.equal(failed.exitCode, 1);
    assert.match(failed.stderr, /failed to process 1 records/);

    const soql = 'SELECT LastName FROM Lead ORDER BY LastName';
    const exported = await world.sf('data export bulk', '--query', soql, '--output-file', 'out.csv', ...wait);
    assert.equal(exported.exitCode, 0, exported.stdout);
    assert.equal(await readFile(path.join(world.project, 'out.csv'), 'utf8'), '"LastName"\n"First"\n"New"\n"Two"\n');
  });
});
