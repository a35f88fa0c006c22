import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { MetadataStore } from '../../src/metadata/metadata-store.ts';
import { iconModule, iconsInUse } from '../../src/lightning/build/icon-templates.ts';
import { platformModule } from '../../src/lightning/build/platform-modules.ts';
import { ShellBuilder } from '../../src/lightning/build/shell-builder.ts';
import { pageReferenceOf, urlOf } from '../../src/lightning/client/page-reference.ts';
import { installedApp } from '../../src/lightning/installed-app.ts';
import { brokenPackage, fixturePackage } from './fixture-package.ts';

function storeWith(components: ReturnType<typeof fixturePackage>): MetadataStore {
  const settings = new Map<string, unknown>();
  const store = new MetadataStore({
    readSetting: <T>(key: string) => settings.get(key) as T | undefined,
    writeSetting: (key, value) => void settings.set(key, value),
  });
  store.change(components);
  return store;
}

describe('the build of the pages', () => {
  test('names the file and the line of what does not compile, and compiles again once it is repaired', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shell-'));
    after(() => rm(folder, { recursive: true, force: true }));
    const store = storeWith(brokenPackage());
    const builder = new ShellBuilder(store, folder);
    const failed = await builder.settled();
    assert.equal(failed.status, 'failed');
    assert.match(failed.status === 'failed' ? failed.message : '', /^lwc\/inletBroken\/inletBroken\.html:1:\d+/);

    store.change([], [{ type: 'LightningComponentBundle', fullName: 'inletBroken' }]);
    const ready = await builder.settled();
    assert.equal(ready.status, 'ready', JSON.stringify(ready));
    const code = await readFile(path.join(ready.status === 'ready' ? ready.directory : '', 'shell.js'), 'utf8');
    assert.match(code, /InletFixtureRow/);

    // Another process with the same sources finds it there.
    assert.deepEqual(new ShellBuilder(store, folder).state(), ready);
  });

  test('brings the icons that are named, and no others', () => {
    const icons = iconsInUse(['<lightning-icon icon-name="standard:lead"></lightning-icon>']);
    const standard = iconModule('lightning/iconSvgTemplatesStandard', icons) ?? '';
    assert.match(standard, /standard_lead:/);
    assert.doesNotMatch(standard, /standard_account_score:/);
    assert.match(iconModule('lightning/iconSvgTemplatesUtility', icons) ?? '', /utility_search:/);
    assert.equal(iconModule('lightning/button', icons), undefined);
  });

  test('has a stand-in for what the package may import, and none for the rest', () => {
    const had = [
      'apex/Some.method',
      'label/c.Some',
      'i18n/lang',
      'user/Id',
      'customPermission/Some',
      'resourceUrl/Some',
    ];
    for (const name of had) assert.ok(platformModule(`@salesforce/${name}`), name);
    for (const name of ['schema/Lead.Name', 'i18n/unheardOf', 'apex/Some']) {
      assert.equal(platformModule(`@salesforce/${name}`), undefined, name);
    }
  });
});

describe('the app that is deployed', () => {
  const store = storeWith(fixturePackage());
  test('comes in the language of the user, English where there is no translation', () => {
    const german = installedApp(store, 'Inlet', 'de');
    assert.deepEqual(german?.tabs, [{ name: 'Inlet_Bookings', label: 'Buchungen', component: 'inletBookings' }]);
    assert.equal(german?.labels['c.Inlet_Bookings_Title'], 'Buchungen & mehr');
    assert.equal(german?.labels['c.Inlet_Apex_AdminMissing'], 'You need Inlet Admin.');
    assert.equal(installedApp(store, 'Inlet', 'en_US')?.labels['c.Inlet_Bookings_Title'], 'Bookings & more');
  });
  test('is not there before it is deployed', () => {
    assert.equal(installedApp(storeWith([]), 'Inlet', 'en_US'), undefined);
  });
});

describe('addresses of pages', () => {
  const pages = [
    { type: 'standard__navItemPage', attributes: { apiName: 'Inlet_Bookings' }, state: { c__booking: 'a b&c' } },
    {
      type: 'standard__recordPage',
      attributes: { objectApiName: 'Lead', recordId: '00Q1', actionName: 'view' },
      state: {},
    },
    { type: 'standard__objectPage', attributes: { objectApiName: 'Lead', actionName: 'list' }, state: {} },
  ];
  test('lead back to the page that they were made of', () => {
    for (const page of pages) assert.deepEqual(pageReferenceOf(new URL(urlOf(page), 'http://localhost')), page);
  });
  test('leave out what is undefined in the state, and know no other pages', () => {
    const state = { c__search: undefined, c__state: 'failed' };
    const address = urlOf({ type: 'standard__navItemPage', attributes: { apiName: 'X' }, state });
    assert.equal(address, '/lightning/n/X?c__state=failed');
    assert.throws(() => urlOf({ type: 'standard__app' }), /standard__app/);
    assert.equal(pageReferenceOf(new URL('http://localhost/sandbox/')), undefined);
  });
});
