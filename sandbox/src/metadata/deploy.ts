import { Org } from '../org/org.ts';
import type { OrgEngine } from '../org/types.ts';
import type { ApexTypeProblems } from './apex-types.ts';
import { applyComponents } from './apply-components.ts';
import { checkApex } from './checks/check-apex.ts';
import { checkBundle, type Known } from './checks/check-bundle.ts';
import { checkObjectTranslation } from './checks/check-object-translation.ts';
import { checkReferences } from './checks/check-references.ts';
import { checkStaticResource } from './checks/check-static-resource.ts';
import { checkStructure } from './checks/check-structure.ts';
import { componentsOf, type Component } from './component.ts';
import { carryOutDeletions, judgeDeletions, withoutDeleted, type JudgedDeletion } from './deletions.ts';
import type { DeployMessage, DeployOptions } from './deploy-result.ts';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { mergeLabels, orgLabels } from './org-labels.ts';
import { printXml } from './print-xml.ts';
import type { MetadataPackage } from './read-package.ts';
import { children, textOf, type XmlElement } from './xml-element.ts';

/** What came of a deploy, component by component. */
export interface Deployed {
  /** `SucceededPartial`: what could be deployed was. */
  status: 'Succeeded' | 'SucceededPartial' | 'Failed';
  successes: DeployMessage[];
  failures: DeployMessage[];
  /** Why the deploy failed although no component did. */
  errorMessage?: string;
}

/**
 * Deploys a package and deletes what its manifests of deletions name: checks every component, rehearses what changes the
 * org on an empty one with the same fields, and only then changes the org itself and keeps the sources. Nothing is changed
 * by a dry run, nor when a component fails; without `rollbackOnError`, what did not fail stays (production orgs demand it).
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
  const early = judgeDeletions(metadata.deletions.before, org, store.all());
  const staying = {
    components: withoutDeleted(store.all(), early),
    labels: [...before.labels.keys()].filter((name) => !isDeleted(early, 'CustomLabel', name)),
    fields: customFieldsOf(org).filter((name) => !isDeleted(early, 'CustomField', name)),
  };
  const good = () => components.filter(({ problems }) => problems.length === 0);
  for (let failing = -1; failing !== components.length - good().length;) {
    failing = components.length - good().length;
    // Where what fails is left out, those that name it fail too.
    const known = knownOf(options.rollbackOnError ? components : good(), staying);
    for (const component of good()) component.problems.push(...check(component, known, apexTypes));
    rehearse(components, org, early);
    if (options.rollbackOnError) break;
  }
  const late = judgeDeletions(metadata.deletions.after, org, componentsAfter(good(), staying.components, store, now));
  const deletions = [...early, ...late];
  const failures = [
    ...components.flatMap((one) => one.problems.map((problem) => failure(one, problem, now))),
    ...deletions.filter(({ problem }) => problem !== undefined).map((one) => deletionMessage(one, now)),
  ];
  const successes = [
    ...good().map((one) => success(one, now, before)),
    ...deletions.filter(({ problem }) => problem === undefined).map((one) => deletionMessage(one, now)),
  ];
  const asksForTests = options.testLevel !== '' && options.testLevel !== 'NoTestRun';
  const errorMessage = asksForTests
    ? `Apex tests were asked for (${options.testLevel}), and this sandbox org cannot run Apex: deploy with NoTestRun here, and run the tests in a scratch org.`
    : undefined;
  if (errorMessage !== undefined) return { status: 'Failed', successes, failures, errorMessage };
  const isFailed = failures.length > 0 && (options.rollbackOnError || successes.length === 0);
  if (isFailed) return { status: 'Failed', successes, failures };
  if (!options.checkOnly) {
    carryOutDeletions(early, { org, store }, now);
    carryOut(good(), { org, store }, now);
    carryOutDeletions(late, { org, store }, now);
  }
  return { status: failures.length > 0 ? 'SucceededPartial' : 'Succeeded', successes, failures };
}

function isDeleted(deletions: readonly JudgedDeletion[], type: string, fullName: string): boolean {
  return deletions.some((one) => one.problem === undefined && one.type === type && one.fullName === fullName);
}

/** What the org would have after the deploy, before what is deleted at its end. */
function componentsAfter(
  components: readonly Component[],
  staying: readonly StoredComponent[],
  store: MetadataStore,
  now: string,
): StoredComponent[] {
  const labels = mergeLabels(components, store, now);
  const brought = components.filter(({ type }) => type !== 'CustomLabel' && type !== 'CustomLabels');
  const all = [...staying, ...brought.map((one) => storedComponent(one, now)), ...(labels ? [labels] : [])];
  return [...new Map(all.map((one) => [`${one.type}/${one.fullName}`, one])).values()];
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
  if (component.type === 'StaticResource') return checkStaticResource(component);
  if (component.type === 'CustomObjectTranslation') return checkObjectTranslation(component, known);
  return checkReferences(component, known);
}

/** An object's fields are components of their own, and are checked as such. */
function structureProblems({ type, metadata, file, files }: Component): Component['problems'] {
  if (!metadata) return [];
  const children = metadata.children.filter(({ name }) => type !== 'CustomObject' || name !== 'fields');
  const metaFile = files.has(`${file}-meta.xml`) ? `${file}-meta.xml` : file;
  return checkStructure(type, { ...metadata, children }).map((problem) => ({ ...problem, file: metaFile }));
}

/** Full names of the org's custom fields: not every field came by a deploy, an admin makes some. */
function customFieldsOf(org: OrgEngine): string[] {
  return org
    .objects()
    .flatMap(({ name: object, fields }) =>
      fields
        .filter(({ custom }) => custom)
        .map(({ name }) => `${object === 'Event' || object === 'Task' ? 'Activity' : object}.${name}`),
    );
}

/** What a component may name: what comes with it, and what the org has. */
function knownOf(
  components: readonly Component[],
  staying: { components: readonly StoredComponent[]; labels: readonly string[]; fields: readonly string[] },
): Known {
  const names = new Set(
    components.flatMap(({ type, fullName, metadata }) => [
      `${type}/${fullName}`,
      ...(type === 'CustomLabels' && metadata
        ? children(metadata, 'labels').map((label) => `CustomLabel/${textOf(label, 'fullName')}`)
        : []),
    ]),
  );
  for (const { type, fullName } of staying.components) names.add(`${type}/${fullName}`);
  for (const name of staying.labels) names.add(`CustomLabel/${name}`);
  for (const name of staying.fields) names.add(`CustomField/${name}`);
  return { has: (type, fullName) => names.has(`${type}/${fullName}`) };
}

/** On an org of its own with the same custom fields: what it refuses, the org would refuse. */
function rehearse(components: readonly Component[], org: OrgEngine, deleted: readonly JudgedDeletion[]): void {
  const rehearsal = new Org({ setup: org.setupDocuments() });
  try {
    for (const { name, fields } of org.objects()) {
      for (const field of fields.filter(({ custom, compoundFieldName }) => custom && compoundFieldName === null)) {
        const isThere = rehearsal.object(name)?.fields.some((one) => one.name === field.name);
        const isGone = [name, 'Activity'].some((on) => isDeleted(deleted, 'CustomField', `${on}.${field.name}`));
        if (isThere && isGone) rehearsal.removeField(name, field.name);
      }
    }
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

function deletionMessage(deletion: JudgedDeletion, now: string): DeployMessage {
  const { type, fullName, file, manifest, problem, missing } = deletion;
  return {
    componentType: type,
    fullName,
    // As with Salesforce: what is not there has no file but the manifest.
    fileName: missing === undefined ? file : manifest,
    success: problem === undefined,
    changed: false,
    created: false,
    deleted: problem === undefined && missing === undefined,
    warning: missing !== undefined,
    createdDate: now,
    ...(problem !== undefined && { problem, problemType: 'Error' }),
    ...(missing !== undefined && { problem: missing, problemType: 'Warning' }),
  };
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
