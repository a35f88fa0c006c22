import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { componentsOf } from './component.ts';
import { storedComponent } from './deploy.ts';
import type { MetadataProblem } from './metadata-problem.ts';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { mergeLabels } from './org-labels.ts';
import type { MetadataPackage } from './read-package.ts';
import { filesOf } from './retrieve.ts';

/** Type-checks the Apex of a project: a folder with sfdx-project.json. apex-ls, where Java and tools/checks are there. */
export type CheckApexTypes = (
  project: string,
) => Promise<{ file: string; line: number; column: number; message: string }[]>;

/** Problems by file of the package: `classes/InletRelay.cls`. */
export type ApexTypeProblems = ReadonlyMap<string, MetadataProblem[]>;

/**
 * What is wrong with the types of a package's Apex, seen with all that was deployed to the org before. A field that was
 * made in the console is not known.
 */
export async function findApexTypeProblems(
  metadata: MetadataPackage,
  store: MetadataStore,
  check: CheckApexTypes,
): Promise<ApexTypeProblems> {
  if (!metadata.members.some(({ type }) => type === 'ApexClass')) return new Map();
  const project = await mkdtemp(path.join(tmpdir(), 'inlet-apex-'));
  try {
    const sources = path.join(project, 'src');
    await writeProject(project, sources, filesOf(componentsAfter(metadata, store)));
    const found = (await check(project)).map(({ file, line, column, message }) => ({
      file: path.relative(sources, file).replaceAll(path.sep, '/'),
      problem: { message, line, column },
    }));
    const byFile = Map.groupBy(found, ({ file }) => file);
    return new Map([...byFile].map(([file, ofFile]) => [file, ofFile.map(({ problem }) => problem)]));
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/** What the org would have after the deploy, as far as Apex can name it. */
function componentsAfter(metadata: MetadataPackage, store: MetadataStore): StoredComponent[] {
  const components = componentsOf(metadata);
  const labels = mergeLabels(components, store, '');
  const others = components.filter(({ type }) => type !== 'CustomLabel' && type !== 'CustomLabels');
  const deployed = [...others.map((component) => storedComponent(component, '')), ...(labels ? [labels] : [])];
  const isCode = ({ type }: StoredComponent) => type !== 'LightningComponentBundle' && type !== 'StaticResource';
  const all = [...store.all(), ...deployed].filter(isCode);
  return [...new Map(all.map((component) => [`${component.type}/${component.fullName}`, component])).values()];
}

/** apex-ls reads metadata format too, in a folder that a project file names. */
async function writeProject(project: string, sources: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const settings = { packageDirectories: [{ path: 'src', default: true }], sourceApiVersion: '66.0' };
  await writeFile(path.join(project, 'sfdx-project.json'), JSON.stringify(settings));
  for (const [file, bytes] of files) {
    const target = path.join(sources, file);
    // A zip may name a file `classes/../../x`.
    if (path.relative(sources, target).startsWith('..')) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}
