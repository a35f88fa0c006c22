import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { packageFiles } from '../../scripts/package/package-files.ts';
import { children, filesOf, metadataOf, namesIn, textOf } from './package-source.ts';

const permissionSets = filesOf('permissionsets/*.permissionset-meta.xml');
const english = children(metadataOf('labels/CustomLabels.labels-meta.xml'), 'labels');
const german = children(metadataOf('translations/de.translation-meta.xml'), 'customLabels');
const labelNames = english.map((label) => label['fullName']!).toSorted();

/** A field defined on Activity is an Event's and a Task's in the org. */
const fields = filesOf('objects/*/fields/*.field-meta.xml').flatMap((file) => {
  const [, object = ''] = file.split('/');
  const name = path.posix.basename(file, '.field-meta.xml');
  return (object === 'Activity' ? ['Event', 'Task'] : [object]).map((owner) => ({ owner, name, file }));
});

describe('Labels', () => {
  test('every label that Apex or a component uses exists, and every label is used', () => {
    const used = new Set<string>();
    for (const file of filesOf('classes/*.cls')) {
      for (const [, name = ''] of textOf(file).matchAll(/\bLabel\.(\w+)/g)) used.add(name);
    }
    for (const file of filesOf('lwc/**/*.ts')) {
      for (const [, name = ''] of textOf(file).matchAll(/@salesforce\/label\/c\.(\w+)/g)) used.add(name);
    }
    assert.deepEqual([...used].toSorted(), labelNames);
  });

  test('every label has its German text, and none other has', () => {
    assert.deepEqual(german.map((label) => label['name']).toSorted(), labelNames);
  });

  test('the German text takes the same values as the English one', () => {
    const placeholders = (text = '') => [...new Set(text.match(/\{\d\}/g))].toSorted();
    for (const label of english) {
      const translated = german.find(({ name }) => name === label['fullName']);
      assert.deepEqual(placeholders(translated?.['label']), placeholders(label['value']), label['fullName']);
    }
  });

  test('texts that Apex fills in hold no apostrophe, which its formatter would take for a quote', () => {
    for (const label of english.filter(
      ({ fullName, value }) => /^Inlet_Apex_/.test(fullName!) && /\{\d\}/.test(value!),
    )) {
      const translated = german.find(({ name }) => name === label['fullName']);
      assert.doesNotMatch(`${label['value']} ${translated?.['label']}`, /'/, label['fullName']);
    }
  });

  test('no text is longer than a label holds', () => {
    for (const label of english) assert.ok(label['value']!.length <= 1000, label['fullName']);
  });
});

describe('Words of fields, tabs and apps', () => {
  const german = metadataOf('translations/de.translation-meta.xml');

  test('the translation names tabs and apps that exist, and every tab', () => {
    const tabs = namesIn('tabs', 'tab-meta.xml');
    const apps = namesIn('applications', 'app-meta.xml');
    assert.deepEqual(
      children(german, 'customTabs').map((tab) => tab['name']),
      tabs,
    );
    for (const { name } of children(german, 'customApplications')) assert.ok(apps.includes(name!), `no app ${name}`);
  });

  test('every field has its German label and help, and none other has', () => {
    const inSource = filesOf('objects/*/fields/*.field-meta.xml').map((file) => {
      const [, object = ''] = file.split('/');
      return `${object}.${path.posix.basename(file, '.field-meta.xml')}`;
    });
    const translated = filesOf('objectTranslations/*/*.fieldTranslation-meta.xml').map((file) => {
      const [, folder = ''] = file.split('/');
      const { name, label, help } = metadataOf(file) as Record<string, string>;
      assert.match(folder, /-de$/, file);
      assert.equal(path.posix.basename(file, '.fieldTranslation-meta.xml'), name, `${file} names another field`);
      assert.ok(label && label.length <= 40 && help && help.length <= 510, `${file}: label and help`);
      return `${folder.replace(/-de$/, '')}.${name}`;
    });
    assert.deepEqual(translated.toSorted(), inSource.toSorted());
  });
});

describe('Components', () => {
  const bundles = filesOf('lwc/*/*.js-meta.xml').map((file) => file.split('/')[1] ?? '');
  const templates = filesOf('lwc/*/*.html');
  const camel = (tag: string) => tag.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());
  const usedInTemplates = (file: string) =>
    [...textOf(file).matchAll(/<c-([\w-]+)/g)].map(([, tag = '']) => camel(tag));

  for (const file of templates) {
    test(`${path.posix.basename(file)} shows components and labels that exist`, () => {
      for (const name of usedInTemplates(file)) assert.ok(bundles.includes(name), `there is no component ${name}`);
      const source = textOf(file.replace(/\.html$/, '.ts'));
      const given: string[] = /\blabels = \{([^}]*)\}/.exec(source)?.[1]?.match(/\w+(?=\s*[,:]|\s*$)/g) ?? [];
      for (const [, name = ''] of textOf(file).matchAll(/\{labels\.(\w+)\}/g)) {
        assert.ok(given.includes(name), `the component gives no label ${name}`);
      }
    });
  }

  test('each is exposed, or used by another', () => {
    const imported = filesOf('lwc/*/*.ts').flatMap((file) =>
      [...textOf(file).matchAll(/from 'c\/(\w+)'/g)].map(([, name = '']) => name),
    );
    const used = new Set([...imported, ...templates.flatMap(usedInTemplates)]);
    for (const name of bundles) {
      const isExposed = metadataOf(`lwc/${name}/${name}.js-meta.xml`)['isExposed'] === 'true';
      assert.ok(isExposed || used.has(name), `nothing uses ${name}`);
    }
  });
});

describe('Static resources', () => {
  const names = namesIn('staticresources', 'resource-meta.xml');

  test('each that a component loads exists, and each is loaded by one', () => {
    const used = filesOf('lwc/*/*.ts').flatMap((file) =>
      [...textOf(file).matchAll(/@salesforce\/resourceUrl\/(\w+)/g)].map(([, name = '']) => name),
    );
    assert.deepEqual([...new Set(used)].toSorted(), names);
  });

  test('each has its content beside it, within what Salesforce takes', async () => {
    const packaged = await packageFiles();
    for (const name of names) {
      const { length = 0 } = packaged.get(`staticresources/${name}.resource`) ?? {};
      assert.ok(length > 0 && length <= 5 * 1024 * 1024, `${name}: ${length} bytes`);
    }
  });
});

describe('Permission sets', () => {
  const existing: Record<string, [key: string, names: string[]]> = {
    applicationVisibilities: ['application', namesIn('applications', 'app-meta.xml')],
    classAccesses: ['apexClass', namesIn('classes', 'cls')],
    customPermissions: ['name', namesIn('customPermissions', 'customPermission-meta.xml')],
    externalCredentialPrincipalAccesses: [
      'externalCredentialPrincipal',
      filesOf('externalCredentials/*').flatMap((file) =>
        children(metadataOf(file), 'externalCredentialParameters')
          .filter((parameter) => parameter['parameterType'] === 'NamedPrincipal')
          .map((parameter) => `${path.posix.basename(file).split('.')[0]}-${parameter['parameterName']}`),
      ),
    ],
    tabSettings: ['tab', namesIn('tabs', 'tab-meta.xml')],
  };

  for (const file of permissionSets) {
    test(`${path.posix.basename(file)} names what exists`, () => {
      for (const [element, [key, names]] of Object.entries(existing)) {
        for (const entry of children(metadataOf(file), element)) {
          assert.ok(names.includes(entry[key]!), `${element}: there is no ${entry[key]}`);
        }
      }
    });

    test(`${path.posix.basename(file)} grants packaged fields that exist, as Event's and Task's`, () => {
      const known = fields.map(({ owner, name }) => `${owner}.${name}`);
      for (const { field } of children(metadataOf(file), 'fieldPermissions')) {
        assert.doesNotMatch(field!, /^Activity\./);
        if (field!.endsWith('__c')) assert.ok(known.includes(field!), `there is no ${field}`);
      }
    });

    test(`${path.posix.basename(file)} grants nothing without what it depends on`, () => {
      for (const entry of children(metadataOf(file), 'objectPermissions')) {
        const has = (...names: string[]) => names.every((name) => entry[name] === 'true');
        const { object } = entry;
        if (has('allowEdit') || has('allowCreate')) assert.ok(has('allowRead'), `${object}: read`);
        if (has('allowDelete')) assert.ok(has('allowEdit'), `${object}: edit`);
        if (has('viewAllRecords')) assert.ok(has('allowRead'), `${object}: read`);
        if (has('modifyAllRecords'))
          assert.ok(has('viewAllRecords', 'allowEdit', 'allowDelete'), `${object}: view all`);
      }
    });
  }

  test('the API user may read and write every packaged field', () => {
    const [file = ''] = permissionSets.filter((name) => name.includes('Inlet_API_User.'));
    const granted = children(metadataOf(file), 'fieldPermissions')
      .filter((entry) => entry['editable'] === 'true' && entry['readable'] === 'true')
      .map((entry) => entry['field']);
    for (const { owner, name } of fields) assert.ok(granted.includes(`${owner}.${name}`), `${owner}.${name}`);
  });

  test('docs/package.md gives the reason for each object and user permission of the API user', () => {
    const [file = ''] = permissionSets.filter((name) => name.includes('Inlet_API_User.'));
    const docs = textOf('../../../docs/package.md');
    for (const { object } of children(metadataOf(file), 'objectPermissions')) assert.ok(docs.includes(object!), object);
    for (const { name } of children(metadataOf(file), 'userPermissions')) assert.ok(docs.includes(`\`${name}\``), name);
  });
});

describe('App, tabs and credentials', () => {
  test("the app's tabs exist, and each tab's component", () => {
    const tabs = namesIn('tabs', 'tab-meta.xml');
    for (const file of filesOf('applications/*')) {
      const { tabs: named } = metadataOf(file);
      for (const tab of [named].flat()) assert.ok(tabs.includes(String(tab)), `there is no tab ${tab}`);
    }
    const components = filesOf('lwc/*/*.js-meta.xml').map((file) => file.split('/')[1]);
    for (const file of filesOf('tabs/*')) {
      const { lwcComponent } = metadataOf(file);
      assert.ok(components.includes(String(lwcComponent)), `there is no component ${lwcComponent}`);
    }
  });

  test('each Named Credential uses an External Credential that exists, and is shipped without an address', () => {
    const externalCredentials = namesIn('externalCredentials', 'externalCredential-meta.xml');
    for (const file of filesOf('namedCredentials/*')) {
      const parameters = children(metadataOf(file), 'namedCredentialParameters');
      const named = parameters.find((parameter) => parameter['parameterType'] === 'Authentication');
      assert.ok(externalCredentials.includes(named!['externalCredential']!), file);
      const url = parameters.find((parameter) => parameter['parameterType'] === 'Url');
      assert.equal(url?.['parameterValue'], 'https://inlet-backend.invalid');
    }
  });

  test('Apex tells the version that the package has', () => {
    const [, version] = /VALUE = '([^']+)'/.exec(textOf('classes/InletVersion.cls')) ?? [];
    const project = JSON.parse(textOf('../../../sfdx-project.json')) as {
      packageDirectories: { versionNumber: string }[];
      sourceApiVersion: string;
    };
    assert.equal(project.packageDirectories[0]?.versionNumber, `${version}.NEXT`);
  });
});
