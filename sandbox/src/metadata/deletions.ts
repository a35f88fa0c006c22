import type { OrgEngine } from '../org/types.ts';
import { objectOfField } from './apply-components.ts';
import { componentPlace } from './component.ts';
import { dependantsOf, type Dependant } from './find-dependants.ts';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { labelsWithout, orgLabels } from './org-labels.ts';
import { readPermissionSet } from './read-permission-set.ts';
import type { Deletion } from './read-package.ts';
import { withoutGrantsOf } from './withdraw-grants.ts';

/** What is to be deleted, judged against what the org has at that moment. */
export interface JudgedDeletion extends Deletion {
  /** The file that stands for it in messages. */
  file: string;
  /** Why it cannot be deleted. */
  problem?: string;
  /** It is not there: a warning, and the rest is deleted. */
  missing?: string;
}

/**
 * Judges the deletions of one manifest. `after` is what the org has at that moment; components that are deleted with it are
 * nobody's dependants.
 */
export function judgeDeletions(
  deletions: readonly Deletion[],
  org: OrgEngine,
  after: readonly StoredComponent[],
): JudgedDeletion[] {
  const names = labelNames(after);
  const staying = after.filter(
    ({ type, fullName }) => !deletions.some((one) => one.type === type && one.fullName === fullName),
  );
  return deletions.map((deletion) => {
    const { type, fullName } = deletion;
    const file = componentPlace(type, fullName);
    if (file === undefined) {
      return {
        ...deletion,
        file: deletion.manifest,
        problem: `Unknown type name '${type}' specified in ${deletion.manifest}`,
      };
    }
    if (fullName === '*') {
      return { ...deletion, file: deletion.manifest, problem: 'Wildcards are not allowed in a manifest of deletions' };
    }
    const isThere =
      type === 'CustomLabel'
        ? names.has(fullName)
        : after.some((one) => one.type === type && one.fullName === fullName);
    if (!isThere) return { ...deletion, file, missing: `No ${type} named: ${fullName} found` };
    if (type === 'CustomObject') {
      return {
        ...deletion,
        file,
        problem: `${fullName} is a standard object and cannot be deleted: delete its fields.`,
      };
    }
    const users = [...dependantsOf(deletion, staying), ...usesInOrg(deletion, org)];
    return users.length === 0 ? { ...deletion, file } : { ...deletion, file, problem: inUse(type, users) };
  });
}

/** Carries out deletions that nothing speaks against. */
export function carryOutDeletions(
  deletions: readonly JudgedDeletion[],
  { org, store }: { org: OrgEngine; store: MetadataStore },
  now: string,
): void {
  const real = deletions.filter(({ problem, missing }) => problem === undefined && missing === undefined);
  if (real.length === 0) return;
  for (const { type, fullName } of real) {
    if (type === 'PermissionSet') org.removePermissionSet(fullName);
    if (type === 'CustomField') removeField(org, fullName);
  }
  const gone = new Set(real.map(({ type, fullName }) => `${type}/${fullName}`));
  const labels = labelsWithout(store, (name) => gone.has(`CustomLabel/${name}`), now);
  const sets = store
    .ofType('PermissionSet')
    .filter(({ fullName }) => !gone.has(`PermissionSet/${fullName}`))
    .flatMap((set) => withoutGrantsOf(set, real, now) ?? []);
  for (const { component, metadata } of sets) org.savePermissionSet(readPermissionSet(component.fullName, metadata));
  store.change([...sets.map(({ component }) => component), ...(labels ? [labels] : [])], real);
}

/** What the org has after deletions, without carrying them out. */
export function withoutDeleted(
  components: readonly StoredComponent[],
  deletions: readonly JudgedDeletion[],
): StoredComponent[] {
  return components.filter(
    ({ type, fullName }) =>
      !deletions.some((one) => one.problem === undefined && one.type === type && one.fullName === fullName),
  );
}

function removeField(org: OrgEngine, fullName: string): void {
  const object = objectOfField(fullName);
  const name = fullName.split('.')[1] ?? '';
  if (org.object(object)?.fields.some((field) => field.name === name)) org.removeField(object, name);
}

function labelNames(components: readonly StoredComponent[]): Set<string> {
  const all = components.filter(({ type }) => type === 'CustomLabels');
  return new Set(orgLabels({ ofType: () => all }).keys());
}

/** What an admin has made in the org itself, or assigned. */
function usesInOrg({ type, fullName }: Deletion, org: OrgEngine): Dependant[] {
  if (type === 'CustomField') {
    const name = fullName.split('.')[1] ?? '';
    const isNamed = new RegExp(`(?<![\\w.])${name.replaceAll(/\W/g, '')}(?!\\w)`, 'i');
    return org
      .validationRules()
      .filter(
        ({ object, errorConditionFormula }) =>
          object === objectOfField(fullName) && isNamed.test(errorConditionFormula),
      )
      .map((rule) => ({ what: 'Validation Rule', name: `${rule.object}.${rule.name}` }));
  }
  if (type !== 'PermissionSet') return [];
  const soql = `SELECT Assignee.Name FROM PermissionSetAssignment WHERE PermissionSet.Name = '${fullName.replaceAll(/[^\w]/g, '')}'`;
  const options = { all: false, batchSize: 200, version: '66.0' };
  return org
    .query({ userId: org.organizationId }, soql, options)
    .records.map((row) => ({ what: 'Assignment', name: (row['Assignee'] as { Name: string }).Name }));
}

/** As Salesforce words it for fields, classes and labels; [K] for the others. */
function inUse(type: string, users: readonly Dependant[]): string {
  const noun = NOUNS[type] ?? 'component';
  return `This ${noun} is referenced elsewhere in salesforce.com. : ${users.map(({ what, name }) => `${what} - ${name}`).join(', ')}.`;
}

const NOUNS: Record<string, string> = {
  ApexClass: 'apex class',
  CustomApplication: 'custom app',
  CustomField: 'custom field',
  CustomLabel: 'custom label',
  CustomPermission: 'custom permission',
  CustomTab: 'custom tab',
  ExternalCredential: 'external credential',
  LightningComponentBundle: 'lightning web component',
  PermissionSet: 'permission set',
  StaticResource: 'static resource',
};
