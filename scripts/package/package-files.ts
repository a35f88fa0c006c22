import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { composeObject, composeObjectTranslation } from './compose-object.ts';
import { packageXml } from './package-xml.ts';
import type { Member } from './package-xml.ts';
import { transpileComponent } from './transpile-component.ts';

/**
 * What `sf project deploy start` puts into its zip: metadata format, by path, with package.xml at the root.
 *
 * A converter of our own for the types that the package has. Salesforce's library for it (source-deploy-retrieve) weighs
 * 50 MB, which `npm start` need not bring; test/cli compares with what the real CLI sends.
 */
export async function packageFiles(projectDirectory = repositoryRoot): Promise<Map<string, Buffer>> {
  const project = readProject(projectDirectory);
  const files = new Map<string, Buffer>();
  const members: Member[] = [];
  for (const { path: directory } of project.packageDirectories) {
    const sources = await readSources(path.join(projectDirectory, directory, 'main/default'));
    for (const [name, convert] of Object.entries(converters)) {
      const own = new Map([...sources].filter(([file]) => file.startsWith(`${name}/`)));
      if (own.size > 0) convert(own, files, members);
    }
    refuseUnknownFolders(sources);
  }
  return new Map([['package.xml', Buffer.from(packageXml(members, project.sourceApiVersion))], ...files]);
}

/** The files as the zip that the Metadata API takes. The same files give the same bytes. */
export function packageZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: new Date('2026-01-01T00:00:00Z') }));
}

const repositoryRoot = path.join(import.meta.dirname, '../..');

type Sources = ReadonlyMap<string, Buffer>;
type Convert = (sources: Sources, files: Map<string, Buffer>, members: Member[]) => void;

/** Types whose `X.suffix-meta.xml` simply becomes `X.suffix`. */
const plainTypes: Record<string, string> = {
  applications: 'CustomApplication',
  customPermissions: 'CustomPermission',
  externalCredentials: 'ExternalCredential',
  flexipages: 'FlexiPage',
  labels: 'CustomLabels',
  layouts: 'Layout',
  namedCredentials: 'NamedCredential',
  permissionsets: 'PermissionSet',
  profiles: 'Profile',
  tabs: 'CustomTab',
  translations: 'Translations',
};

const converters: Record<string, Convert> = {
  ...Object.fromEntries(Object.entries(plainTypes).map(([folder, type]) => [folder, plain(type)])),
  classes: withContent('ApexClass', '.cls'),
  lwc: bundles,
  objectTranslations,
  objects,
  staticresources: staticResources,
};

function refuseUnknownFolders(sources: Sources): void {
  const unknown = [...sources.keys()].find((file) => !((file.split('/')[0] ?? '') in converters));
  if (unknown === undefined) return;
  throw new Error(
    `${unknown}: scripts/package does not know this kind of metadata; teach it in scripts/package/package-files.ts.`,
  );
}

function readProject(directory: string): { packageDirectories: { path: string }[]; sourceApiVersion: string } {
  const file = path.join(directory, 'sfdx-project.json');
  const fallback = { packageDirectories: [{ path: 'force-app' }], sourceApiVersion: '66.0' };
  return existsSync(file) ? { ...fallback, ...(JSON.parse(readFileSync(file, 'utf8')) as object) } : fallback;
}

/** All files below the folder that a deploy would look at, by their path relative to it, in a fixed order. */
async function readSources(directory: string): Promise<Sources> {
  if (!existsSync(directory)) throw new Error(`There is no ${directory} to package.`);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => file.includes('/') && !isLeftOut(file))
    .sort();
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(path.join(directory, name))]),
    ),
  );
}

/** As .forceignore says: tests, settings of editors and compilers, and hidden files are no metadata. */
function isLeftOut(file: string): boolean {
  const parts = file.split('/');
  const name = parts.at(-1) ?? '';
  const isDeclaration = name.endsWith('.d.ts');
  return (
    parts.some((part) => part.startsWith('.')) ||
    parts.some((part) => ['__tests__', '__mocks__', '__utam__'].includes(part)) ||
    isDeclaration ||
    ['tsconfig.json', 'jsconfig.json', 'package.json', 'README.md'].includes(name) ||
    /\.eslintrc|eslint\.config\./.test(name)
  );
}

function plain(type: string): Convert {
  return (sources, files, members) => {
    for (const [file, bytes] of sources) {
      if (!file.endsWith('-meta.xml')) continue;
      const target = file.slice(0, -'-meta.xml'.length);
      files.set(target, bytes);
      members.push({ type, name: baseName(target) });
    }
  };
}

/** Source and its `-meta.xml` beside it, both as they are. */
function withContent(type: string, extension: string): Convert {
  return (sources, files, members) => {
    for (const [file, bytes] of sources) {
      if (file.endsWith(extension)) members.push({ type, name: baseName(file) });
      files.set(file, bytes);
    }
  };
}

/** Components: a `.ts` goes in as the `.js` that it becomes, whatever compiled `.js` lies beside it. */
function bundles(sources: Sources, files: Map<string, Buffer>, members: Member[]): void {
  for (const [file, bytes] of sources) {
    if (sources.has(file.replace(/\.js$/, '.ts')) && file.endsWith('.js')) continue;
    if (file.endsWith('.ts'))
      files.set(file.replace(/\.ts$/, '.js'), Buffer.from(transpileComponent(String(bytes), file)));
    else files.set(file, bytes);
    if (file.endsWith('.js-meta.xml')) {
      members.push({ type: 'LightningComponentBundle', name: file.split('/')[1] ?? '' });
    }
  }
}

/** `objects/X/fields/Y.field-meta.xml` and their like become one `objects/X.object`. */
function objects(sources: Sources, files: Map<string, Buffer>, members: Member[]): void {
  const names = new Set([...sources.keys()].map((file) => file.split('/')[1] ?? ''));
  for (const name of names) {
    const parts = [...sources].filter(([file]) => file.startsWith(`objects/${name}/`));
    const composed = composeObject(
      name,
      parts.map(([file, bytes]) => ({ file, xml: String(bytes) })),
    );
    files.set(`objects/${name}.object`, Buffer.from(composed.xml));
    members.push(...composed.members);
  }
}

/** `objectTranslations/X-de/X-de.objectTranslation-meta.xml` and its fields become one `objectTranslations/X-de.objectTranslation`. */
function objectTranslations(sources: Sources, files: Map<string, Buffer>, members: Member[]): void {
  const byName = Map.groupBy(sources, ([file]) => file.split('/')[1] ?? '');
  for (const [name, parts] of byName) {
    if (!sources.has(`objectTranslations/${name}/${name}.objectTranslation-meta.xml`)) {
      throw new Error(
        `objectTranslations/${name} has no ${name}.objectTranslation-meta.xml, without which the sf CLI takes none of its fields.`,
      );
    }
    const xml = composeObjectTranslation(parts.map(([file, bytes]) => ({ file, xml: String(bytes) })));
    files.set(`objectTranslations/${name}.objectTranslation`, Buffer.from(xml));
    members.push({ type: 'CustomObjectTranslation', name });
  }
}

/** `X.resource-meta.xml` with `X.<anything>`, or with a folder `X` that becomes a zip. */
function staticResources(sources: Sources, files: Map<string, Buffer>, members: Member[]): void {
  for (const [file, bytes] of sources) {
    if (!file.endsWith('.resource-meta.xml')) continue;
    const stem = file.slice(0, -'.resource-meta.xml'.length);
    const inFolder = [...sources].filter(([other]) => other.startsWith(`${stem}/`));
    const single = [...sources].find(([other]) => other !== file && other.startsWith(`${stem}.`))?.[1];
    const content =
      inFolder.length > 0
        ? packageZip(new Map(inFolder.map(([other, part]) => [other.slice(stem.length + 1), part])))
        : single;
    if (!content) throw new Error(`${file} has no resource beside it.`);
    files.set(`${stem}.resource`, content);
    files.set(file, bytes);
    members.push({ type: 'StaticResource', name: baseName(stem) });
  }
}

/** `tabs/Inlet_Bookings.tab` → `Inlet_Bookings`. */
function baseName(file: string): string {
  return path.posix.basename(file, path.posix.extname(file));
}
