import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixturePackage } from './fixture-package.ts';
import { shellSandbox } from './shell-fixture.ts';

describe('what the pages are told of an object', async () => {
  const { state, url } = await shellSandbox(fixturePackage());
  const speak = (language: string) =>
    fetch(`${url}/lightning/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ language }),
    });
  const infoOf = async (object: string) => {
    const response = await fetch(`${url}/lightning/data/object-infos/${object}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('is how the org calls it and its fields, also those that its admin made', async () => {
    state.org.addField('Lead', { name: 'Budget__c', type: 'currency', label: 'Budget of the year' });
    const { status, body } = await infoOf('Lead');
    assert.equal(status, 200);
    const { apiName, label, labelPlural, fields } = body;
    assert.deepEqual([apiName, label, labelPlural], ['Lead', 'Lead', 'Leads']);
    assert.deepEqual((fields as Record<string, object>)['Budget__c'], {
      apiName: 'Budget__c',
      label: 'Budget of the year',
    });
  });

  test('is in the language of the user, as far as the object goes', async () => {
    await speak('de');
    assert.equal((await infoOf('Contact')).body['label'], 'Kontakt');
    await speak('en_US');
    assert.equal((await infoOf('Contact')).body['label'], 'Contact');
  });

  test('is nothing for whoever may not see it', async () => {
    assert.equal((await infoOf('Nothing__c')).status, 404);
  });
});
