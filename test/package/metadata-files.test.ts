import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import {
  checkStructure,
  metadataTypesFile,
  type MetadataTypes,
} from '../../sandbox/src/metadata/checks/check-structure.ts';
import { parseXml, textOf, type XmlElement } from '../../sandbox/src/metadata/xml-element.ts';
import { namesIn } from './package-source.ts';

const root = path.join(import.meta.dirname, '../..');
const { structures } = JSON.parse(readFileSync(metadataTypesFile, 'utf8')) as MetadataTypes;

/** Each file as it is in the source, whether a deploy takes it along or not. */
const files = globSync('{force-app,external-client-app}/**/*-meta.xml', { cwd: root })
  .toSorted()
  .map((file) => ({ file, metadata: parseXml(readFileSync(path.join(root, file), 'utf8')) }));
const clientApp = files.filter(({ file }) => file.startsWith('external-client-app/'));

/** How the files of the External Client App must end for the sf CLI to know their type. */
const clientAppSuffixes: Record<string, string> = {
  ExternalClientApplication: 'externalClientApps/*.eca-meta.xml',
  ExtlClntAppConfigurablePolicies: 'extlClntAppPolicies/*.ecaPlcy-meta.xml',
  ExtlClntAppGlobalOauthSettings: 'extlClntAppGlobalOauthSets/*.ecaGlblOauth-meta.xml',
  ExtlClntAppOauthConfigurablePolicies: 'extlClntAppOauthPolicies/*.ecaOauthPlcy-meta.xml',
  ExtlClntAppOauthSettings: 'extlClntAppOauthSettings/*.ecaOauth-meta.xml',
};

test('every metadata file, of the External Client App too, is what the Metadata API allows', () => {
  const problems = files.flatMap(({ file, metadata }) =>
    metadata.name in structures
      ? checkStructure(metadata.name, metadata).map(({ line, message }) => `${file}:${line} ${message}`)
      : [`${file}: ${metadata.name} is in no list of types; see scripts/package/compile-metadata-types.ts`],
  );
  assert.deepEqual(problems, []);
});

describe('The External Client App', () => {
  test('has one file of each type, where the sf CLI looks for it', () => {
    const found = clientApp.map(({ file, metadata }) => [
      metadata.name,
      path.matchesGlob(file, `**/${clientAppSuffixes[metadata.name]}`),
    ]);
    assert.deepEqual(
      Object.fromEntries(found),
      Object.fromEntries(Object.keys(clientAppSuffixes).map((type) => [type, true])),
    );
    assert.equal(found.length, Object.keys(clientAppSuffixes).length);
  });

  test('is one app, whose permission sets are in the package', () => {
    const apps = clientApp.filter(({ metadata }) => metadata.name === 'ExternalClientApplication');
    const names = apps.map(({ file }) => path.posix.basename(file, '.eca-meta.xml'));
    for (const { file, metadata } of clientApp) {
      const app = textOf(metadata, 'externalClientApplication');
      if (metadata.name !== 'ExternalClientApplication') assert.ok(names.includes(app ?? ''), `${file}: no app ${app}`);
      const granted = (textOf(metadata, 'commaSeparatedPermissionSet') ?? '').split(',').filter(Boolean);
      for (const name of granted) {
        assert.ok(
          namesIn('permissionsets', 'permissionset-meta.xml').includes(name),
          `${file}: no permission set ${name}`,
        );
      }
    }
  });

  test('holds no key, no secret and nothing that belongs to one org', () => {
    const found = clientApp.flatMap(({ file, metadata }) =>
      leavesOf(metadata).flatMap((leaf) => (isSecret(leaf) ? [`${file}:${leaf.line} ${leaf.name}`] : [])),
    );
    assert.deepEqual(found, []);
  });
});

function leavesOf(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);
}

/** By the element, or by the look: a consumer key, an id of an org, a long run of letters and digits. */
function isSecret({ name, text }: XmlElement): boolean {
  const elements = ['consumerKey', 'consumerSecret', 'certificate', 'oauthLink', 'orgScopedExternalApp'];
  return elements.includes(name) || /3MVG9|\b00D[A-Za-z0-9]{12}|[A-Za-z0-9+/_=]{32,}/.test(text);
}
