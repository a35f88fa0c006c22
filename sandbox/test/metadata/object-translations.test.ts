import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { Connection } from 'jsforce/lib/connection.js';
import 'jsforce/lib/api/metadata.js';
import { packageFiles, packageZip } from '../../../scripts/package/package-files.ts';
import { testSandbox } from '../api-support.ts';
import { object, textField, zipOf } from './packages.ts';

const { url, keys, state } = await testSandbox();
const jsforce = new Connection({ instanceUrl: url, accessToken: keys.accessToken, version: '66.0' });
jsforce.metadata.pollInterval = 20;

const translation = (...lines: string[]) =>
  [
    '<CustomObjectTranslation xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    '</CustomObjectTranslation>',
  ].join('\n');
const field = (name: string, label: string) => `<fields><label>${label}</label>\n<name>${name}</name></fields>`;

async function deploy(files: Record<string, string>, members: Record<string, string[]> = {}) {
  const names = Object.keys(files).map((file) => /^objectTranslations\/(.+)\.objectTranslation$/.exec(file)?.[1] ?? []);
  const zip = zipOf({ CustomObjectTranslation: names.flat(), ...members }, files);
  const { success, details } = await jsforce.metadata.deploy(zip).complete(true);
  const failures = [details?.componentFailures ?? []].flat();
  return {
    success,
    failures: failures.map(({ fileName, lineNumber, problem }) => [fileName, Number(lineNumber), problem]),
  };
}

async function speak(language: string) {
  const { user_id: id } = await jsforce.identity();
  const { success } = await jsforce.update('User', { Id: id, LanguageLocaleKey: language });
  assert.equal(success, true);
}

async function labelOf(sobject: string, name: string) {
  const { fields } = await jsforce.describe(sobject);
  const found = fields.find((one) => one.name === name);
  return [found?.label, found?.inlineHelpText];
}

describe("the translation of an object's fields", () => {
  it("is what describe says to a user of that language, and to no other; an Activity's on Event and Task", async () => {
    const { success, details } = await jsforce.metadata.deploy(packageZip(await packageFiles())).complete(true);
    assert.equal(success, true, JSON.stringify(details?.componentFailures));
    // Fields that came by deploy are described to those only who may see them.
    state.org.assignPermissionSet(state.identity.admin().id, 'Inlet_API_User');
    assert.deepEqual((await labelOf('Lead', 'Inlet_Customer_Id__c'))[0], 'Customer ID');
    await speak('de');
    assert.deepEqual(await labelOf('Lead', 'Inlet_Customer_Id__c'), [
      'Kunden-ID',
      'Der Buchungskunde, zu dem dieser Lead gehört. Inlet schreibt ihn; ändern Sie ihn nicht.',
    ]);
    for (const activity of ['Event', 'Task']) {
      assert.equal((await labelOf(activity, 'Inlet_Booking_Status__c'))[0], 'Buchungsstatus');
    }
    const headers = { 'Accept-Language': 'en' };
    const described = await jsforce.request<{ fields: { name: string; label: string }[] }>({
      method: 'GET',
      url: '/services/data/v66.0/sobjects/Case/describe',
      headers,
    });
    assert.equal(described.fields.find(({ name }) => name === 'Inlet_Booking_Id__c')?.label, 'Buchungs-ID');
    await speak('fr');
    assert.deepEqual((await labelOf('Lead', 'Inlet_Customer_Id__c'))[0], 'Customer ID');
    await speak('en_US');
  });

  it('that is empty leaves the label as it was written', async () => {
    const files = { 'objectTranslations/Contact-es.objectTranslation': translation(field('Inlet_Customer_Id__c', '')) };
    assert.deepEqual(await deploy(files), { success: true, failures: [] });
    await speak('es');
    assert.equal((await labelOf('Contact', 'Inlet_Customer_Id__c'))[0], 'Customer ID');
    await speak('en_US');
  });

  it('of a field that is not there fails with file, line and reason', async () => {
    const file = 'objectTranslations/Lead-de.objectTranslation';
    assert.deepEqual(
      await deploy({ [file]: translation(field('Inlet_Customer_Id__c', 'Kunde'), field('Gone__c', 'Weg')) }),
      { success: false, failures: [[file, 5, 'In field: name - no CustomField named Lead.Gone__c found']] },
    );
    const ofEvent = 'objectTranslations/Event-de.objectTranslation';
    assert.deepEqual((await deploy({ [ofEvent]: translation(field('Inlet_Booking_Id__c', 'x')) })).failures, [
      [ofEvent, 3, 'In field: name - no CustomField named Event.Inlet_Booking_Id__c found'],
    ]);
  });

  it('may come with the field, in a language that the org has', async () => {
    const files = {
      'objects/Lead.object': object(textField('Shoe_Size__c')),
      'objectTranslations/Lead-fr.objectTranslation': translation(field('Shoe_Size__c', 'Pointure')),
    };
    assert.equal((await deploy(files, { CustomField: ['Lead.Shoe_Size__c'] })).success, true);
    const { failures } = await deploy({ 'objectTranslations/Lead-xx.objectTranslation': translation() });
    assert.match(String(failures[0]?.[2]), /^Invalid name for a translation: Lead-xx/);
  });

  it('is given back by a retrieve', async () => {
    const types = [{ members: ['*'], name: 'CustomObjectTranslation' }];
    const request = { apiVersion: '66.0', unpackaged: { types, version: '66.0' } };
    const { zipFile } = await jsforce.metadata.retrieve(request as never).complete();
    const files = unzipSync(Buffer.from(zipFile, 'base64'));
    const german = Buffer.from(files['unpackaged/objectTranslations/Activity-de.objectTranslation']!).toString();
    assert.match(german, /<label>Besprechungslink<\/label>/);
  });
});
