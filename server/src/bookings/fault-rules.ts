import type { RowFault } from '../salesforce/errors.ts';
import type { OrgRules } from '../salesforce/org-rules.ts';
import { setupPaths } from '../salesforce/setup-url.ts';

/** One of the org's own rules, as an admin finds it. */
export interface NamedRule {
  kind: 'validationRule' | 'duplicateRule' | 'flow' | 'trigger';
  name: string;
  object?: string;
  /** Its page in Setup, below the org's address. */
  path: string;
}

/** What the org's rules tell of a fault. */
export interface FoundRules {
  /** Those that refused the record; none where no rule that the org has fits. */
  rules: NamedRule[];
  /** Flows and triggers of the object, where one of them must have said it. */
  suspects: string[];
}

/** Whether one of the org's own rules is behind it. */
export function isExplainedByRules({ kind }: RowFault): boolean {
  return kind === 'validationRule' || kind === 'duplicateRule' || kind === 'flow' || kind === 'trigger';
}

/**
 * The rules behind a fault; undefined where the org's rules do not tell. `areCurrent` says that they were read after the
 * fault: only then is what they lack not there, and not merely new.
 */
export function rulesBehind(
  fault: RowFault,
  object: string,
  rules: OrgRules,
  areCurrent: boolean,
): FoundRules | undefined {
  const found = namedIn(fault, object, rules);
  return found && (found.rules.length > 0 || areCurrent) ? found : undefined;
}

function namedIn(fault: RowFault, object: string, rules: OrgRules): FoundRules | undefined {
  switch (fault.kind) {
    case 'validationRule':
      return byText(fault.message, object, rules);
    case 'duplicateRule':
      return duplicateRule(fault, object, rules);
    case 'flow':
      return flow(fault, rules);
    case 'trigger':
      return trigger(fault, rules);
    default:
      return undefined;
  }
}

/** Texts are compared as a person reads them: blanks at the ends and runs of them do not count. */
const asRead = (message: string): string => message.replace(/\s+/g, ' ').trim();

function validationRules(message: string, object: string | undefined, { validationRules: known }: OrgRules) {
  if (!known.known) return undefined;
  return known.value
    .filter((rule) => (object === undefined || rule.object === object) && asRead(rule.message) === asRead(message))
    .map((rule): NamedRule => ({
      kind: 'validationRule',
      name: rule.name,
      object: rule.object,
      path: setupPaths.validationRule(rule.object, rule.id),
    }));
}

/** A flow's custom error and a trigger's addError come under the code of validation rules, too [K]. */
function byText(message: string, object: string, rules: OrgRules): FoundRules | undefined {
  const found = validationRules(message, object, rules);
  if (!found) return undefined;
  return { rules: found, suspects: found.length > 0 ? [] : automationOn(object, rules) };
}

/** Without a name, as in collections, every active rule of the object may be the one. */
function duplicateRule(fault: RowFault, object: string, { duplicateRules }: OrgRules): FoundRules | undefined {
  if (!duplicateRules.known) return undefined;
  const { name } = fault.duplicateRule ?? {};
  const found = duplicateRules.value.filter((rule) => (name ? isNamed(name, rule) : rule.object === object));
  return {
    suspects: [],
    rules: found.map((rule) => ({
      kind: 'duplicateRule',
      name: rule.label,
      object: rule.object,
      path: setupPaths.duplicateRule(rule.id),
    })),
  };
}

/** The error names the flow by its label; what a validation rule said inside of it names that rule, too. */
function flow(fault: RowFault, rules: OrgRules): FoundRules | undefined {
  if (!rules.flows.known) return undefined;
  const name = fault.automation;
  const found = rules.flows.value.filter((one) => name && (asRead(one.label) === asRead(name) || isNamed(name, one)));
  return {
    suspects: [],
    rules: [
      ...found.map((one): NamedRule => ({ kind: 'flow', name: one.label, path: setupPaths.flow(one.id) })),
      ...inside(fault, rules),
    ],
  };
}

function trigger(fault: RowFault, rules: OrgRules): FoundRules | undefined {
  if (!rules.triggers.known) return undefined;
  const found = rules.triggers.value.filter((one) => fault.automation && isNamed(fault.automation, one));
  return {
    suspects: [],
    rules: [
      ...found.map((one): NamedRule => ({
        kind: 'trigger',
        name: one.name,
        object: one.object,
        path: setupPaths.trigger(one.id),
      })),
      ...inside(fault, rules),
    ],
  };
}

function inside({ inner }: RowFault, rules: OrgRules): NamedRule[] {
  if (inner?.code !== 'FIELD_CUSTOM_VALIDATION_EXCEPTION') return [];
  return validationRules(inner.message, undefined, rules) ?? [];
}

/** Errors name what came with a package by its prefix: `ns.Name` for triggers, `ns__Name` for the rest [K]. */
function isNamed(said: string, { name, namespace }: { name: string; namespace: string | undefined }): boolean {
  return said === name || (namespace !== undefined && [`${namespace}.${name}`, `${namespace}__${name}`].includes(said));
}

function automationOn(object: string, { flows, triggers }: OrgRules): string[] {
  return [
    ...(flows.known ? flows.value.filter((one) => one.object === object).map(({ label }) => label) : []),
    ...(triggers.known ? triggers.value.filter((one) => one.object === object).map(({ name }) => name) : []),
  ];
}
