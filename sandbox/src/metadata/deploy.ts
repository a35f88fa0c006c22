import { Org } from '../org/org.ts';
import type { OrgEngine } from '../org/types.ts';
import type { ApexTypeProblems } from './apex-types.ts';
import { applyComponents } from './apply-components.ts';
import { checkApex } from './checks/check-apex.ts';
import { checkBundle, type Known } from './checks/check-bundle.ts';
import { checkReferences } from './checks/check-references.ts';
import { checkStructure } from './checks/check-structure.ts';
import { componentsOf, type Component } from './component.ts';
import type { DeployMessage, DeployOptions } from './deploy-result.ts';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { mergeLabels, orgLabels } from './org-labels.ts';
import { printXml } from './print-xml.ts';
import type { MetadataPackage } from './read-package.ts';
import { children, textOf, type XmlElement } from './xml-element.ts';

/** What came of a deploy, component by component. */
export interface Deployed {
  success: boolean;
  successes: DeployMessage[];
  failures: DeployMessage[];
  /** Why the deploy failed although no component did. */
  errorMessage?: string;
}

/**
 * Deploys a package: checks every component, rehearses what changes the org on an empty one with the same fields, and
 * only then changes the org itself and keeps the sources. Nothing is changed by a dry run, nor when a component fails
 * (as with `rollbackOnError`, which production orgs demand; this one always does).
 */
export function deploy(
  { org, store }: { org: OrgEngine; store: MetadataStore },
  metadata: MetadataPackage,
  options: DeployOptions,
  apexTypes: ApexTypeProblems = new Map(),
): Deployed {
  const now = org.now().toISOString();
  const components = componentsOf(metadata);
  const before = { store, labels: orgLabels(store) };
  const known = knownOf(components, before);
  for (const component of components) component.problems.push(...check(component, known, apexTypes));
  rehearse(components, org);
  const failed = components.filter(({ problems }) => problems.length > 0);
  const failures = failed.flatMap((component) => component.problems.map((problem) => failure(component, problem, now)));
  const asksForTests = options.testLevel !== '' && options.testLevel !== 'NoTestRun';
  const errorMessage = asksForTests
    ? `Apex tests were asked for (${options.testLevel}), and this sandbox org cannot run Apex: deploy with NoTestRun here, and run the tests in a scratch org.`
    : undefined;
  if (failures.length > 0 || errorMessage !== undefined) {
    const successes = components.filter((one) => !failed.includes(one)).map((one) => success(one, now, before));
    return { success: false, successes, failures, ...(errorMessage === undefined ? {} : { errorMessage }) };
  }
  const successes = components.map((component) => success(component, now, before));
  if (!options.checkOnly) carryOut(components, { org, store }, now);
  return { success: true, successes, failures };
}

/** What the org has before the deploy. */
interface Before {
  store: MetadataStore;
  labels: ReadonlyMap<string, XmlElement>;
}

function check(component: Component, known: Known, apexTypes: ApexTypeProblems): Component['problems'] {
  if (component.problems.length > 0) return [];
  const structure = structureProblems(component);
  if (structure.length > 0) return structure;
  if (component.type === 'LightningComponentBundle') return checkBundle(component, known);
  if (component.type === 'ApexClass') {
    const syntax = checkApex(component.files.get(component.file)?.toString() ?? '', component.fullName);
    return syntax.length > 0 ? syntax : (apexTypes.get(component.file) ?? []);
  }
  return checkReferences(component, known);
}

/** An object's fields are components of their own, and are checked as such. */
function structureProblems({ type, metadata, file, files }: Component): Component['problems'] {
  if (!metadata) return [];
  const children = metadata.children.filter(({ name }) => type !== 'CustomObject' || name !== 'fields');
  const metaFile = files.has(`${file}-meta.xml`) ? `${file}-meta.xml` : file;
  return checkStructure(type, { ...metadata, children }).map((problem) => ({ ...problem, file: metaFile }));
}

/** What a component may name: what comes with it, and what the org has. */
function knownOf(components: readonly Component[], { store, labels }: Before): Known {
  const names = new Set(
    components.flatMap(({ type, fullName, metadata }) => [
      `${type}/${fullName}`,
      ...(type === 'CustomLabels' && metadata
        ? children(metadata, 'labels').map((label) => `CustomLabel/${textOf(label, 'fullName')}`)
        : []),
    ]),
  );
  for (const { type, fullName } of store.all()) names.add(`${type}/${fullName}`);
  for (const name of labels.keys()) names.add(`CustomLabel/${name}`);
  return { has: (type, fullName) => names.has(`${type}/${fullName}`) };
}

/** On an org of its own with the same custom fields: what it refuses, the org would refuse. */
function rehearse(components: readonly Component[], org: OrgEngine): void {
  const rehearsal = new Org({ setup: org.setupDocuments() });
  try {
    applyComponents(components, rehearsal);
  } finally {
    rehearsal.close();
  }
}

function carryOut(
  components: readonly Component[],
  { org, store }: { org: OrgEngine; store: MetadataStore },
  now: string,
): void {
  applyComponents(components, org);
  const refused = components.find(({ problems }) => problems.length > 0);
  // What the rehearsal took and the org does not depends on its records: a field that is to be unique and is not.
  if (refused) throw new Error(`${refused.fullName}: ${refused.problems[0]!.message}`);
  const labels = mergeLabels(components, store, now);
  const others = components.filter(({ type }) => type !== 'CustomLabel' && type !== 'CustomLabels');
  store.change([...others.map((component) => storedComponent(component, now)), ...(labels ? [labels] : [])]);
}

/** A component as the store keeps it. */
export function storedComponent({ type, fullName, files }: Component, modifiedAt: string): StoredComponent {
  const texts = [...files].map(([file, bytes]) => [file, isText(file) ? bytes.toString() : bytes.toString('base64')]);
  return { type, fullName, files: Object.fromEntries(texts) as Record<string, string>, modifiedAt };
}

function isText(file: string): boolean {
  return !/\.(?:resource|png|jpe?g|gif|zip)$/.test(file);
}

function message(component: Component, file: string, now: string): DeployMessage {
  return {
    componentType: component.type,
    fullName: component.fullName,
    fileName: file,
    success: true,
    changed: false,
    created: false,
    deleted: false,
    warning: false,
    createdDate: now,
  };
}

function success(component: Component, now: string, org: Before): DeployMessage {
  const [before, after] = versionsOf(component, org);
  return { ...message(component, component.file, now), changed: before !== after, created: before === undefined };
}

function failure(component: Component, problem: Component['problems'][number], now: string): DeployMessage {
  return {
    ...message(component, problem.file ?? component.file, now),
    success: false,
    problem: component.type === 'LightningComponentBundle' ? bundleText(problem) : problem.message,
    problemType: 'Error',
    ...(problem.line === undefined ? {} : { lineNumber: problem.line }),
    ...(problem.column === undefined ? {} : { columnNumber: problem.column }),
  };
}

/** A component's content in the org and in the deploy, to compare. */
function versionsOf(component: Component, { store, labels }: Before): [before: string | undefined, after: string] {
  if (component.type === 'CustomLabel') {
    const label = labels.get(component.fullName);
    return [label && printXml('label', [label]), printXml('label', [component.metadata!])];
  }
  const before = store.get(component.type, component.fullName);
  return [before && JSON.stringify(before.files), JSON.stringify(storedComponent(component, '').files)];
}

/** Of a component's bundle the sf CLI reads the place from the text, and nowhere else. */
function bundleText({ message, line, column }: Component['problems'][number]): string {
  if (line === undefined) return message;
  const sentence = message.replace(/ \(\d+:\d+\)$/, '');
  return `[Line: ${line}, Col: ${Math.max(1, column ?? 1)}] ${sentence}`;
}
