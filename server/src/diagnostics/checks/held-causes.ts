import type { Diagnosis } from '../../bookings/diagnosis.ts';
import { unsupportedType } from '../../bookings/settings/field-support.ts';
import { text, type Text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import type { CheckId, CheckItem } from './check.ts';
import { hasPermissionSet, isStripped, packageState } from './package-state.ts';
import { setupUrl } from './setup-urls.ts';

/** Bookings that are held for one cause, and the check that it belongs to; null: of single records only. */
export interface HeldCause {
  checkId: CheckId | null;
  diagnosis: Diagnosis;
  bookings: number;
  /** By page id; '' stands for bookings without a page. */
  byPage: Map<string, number>;
}

const kept = new WeakMap<Facts, HeldCause[]>();

/** Why bookings are held, the cause that holds most first. */
export function heldCauses(facts: Facts): HeldCause[] {
  const known = kept.get(facts);
  if (known) return known;
  const causes = new Map<string, HeldCause>();
  for (const { causeKey, pageId, bookings, diagnosis } of facts.bookings.heldGroups) {
    const cause = causes.get(causeKey) ?? {
      ...{ checkId: checkOf(diagnosis, facts), diagnosis, bookings: 0, byPage: new Map<string, number>() },
    };
    cause.bookings += bookings;
    cause.byPage.set(pageId ?? '', bookings + (cause.byPage.get(pageId ?? '') ?? 0));
    causes.set(causeKey, cause);
  }
  const sorted = [...causes.values()].toSorted((a, b) => b.bookings - a.bookings);
  kept.set(facts, sorted);
  return sorted;
}

export function heldFor(facts: Facts, id: CheckId): HeldCause[] {
  return heldCauses(facts).filter(({ checkId }) => checkId === id);
}

export function bookingsOf(causes: HeldCause[]): number {
  return causes.reduce((sum, { bookings }) => sum + bookings, 0);
}

/** Which check answers for a cause: each for exactly its own. */
function checkOf(diagnosis: Diagnosis, facts: Facts): CheckId | null {
  const { code, kind, object, field } = diagnosis;
  if (code === 'PACKAGE_NOT_INSTALLED' || code === 'OBJECT_NOT_ACCESSIBLE') {
    if (packageState(facts) === 'absent') return 'package.version';
    return hasPermissionSet(facts) === false ? 'apiUser.permissionSet' : 'apiUser.access';
  }
  if (code === 'REQUIRED_FIELD_UNCOVERED' || kind === 'requiredField') {
    const { schema } = facts.org;
    const known = schema.known && field ? schema.value.objects.get(object ?? '')?.fields.get(field.name) : undefined;
    return known && unsupportedType(known) ? 'fields.unsupported' : 'fields.required';
  }
  if (code.startsWith('STORAGE_LIMIT')) return 'storage';
  // A flow's own error and a trigger's come under the code of validation rules: the rule that was found tells.
  const found = diagnosis.rules?.[0]?.kind;
  if (found === 'flow' || found === 'trigger') return 'automation';
  switch (kind) {
    case 'validationRule':
      return 'rules.validation';
    case 'duplicateRule':
      return 'rules.duplicate';
    case 'flow':
    case 'trigger':
    case 'governorLimit':
      return code === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' && !diagnosis.rule ? 'apiUser.access' : 'automation';
    case 'recordType':
      return 'recordTypes';
    case 'stateCountry':
    case 'picklist':
      return field?.name === 'RecordTypeId' ? 'recordTypes' : 'fields.picklist';
    case 'tooLong':
    case 'number':
      return 'fields.length';
    case 'fieldSecurity':
    case 'schema':
      return isStripped(facts) ? strippedOf(facts) : 'fields.access';
    case 'permission':
      if (object === 'Event' && code.startsWith('INSUFFICIENT_ACCESS')) return 'apiUser.events';
      if (isStripped(facts)) return strippedOf(facts);
      return field ? 'fields.access' : 'apiUser.access';
    case 'inactiveOwner':
      return 'users';
    case 'reference':
    case 'fieldIntegrity':
      return field?.name === 'RecordTypeId' ? 'recordTypes' : null;
    default:
      return null;
  }
}

function strippedOf(facts: Facts): CheckId {
  return packageState(facts) === 'absent' ? 'package.version' : 'apiUser.permissionSet';
}

/**
 * Each cause as an item of its check. `stillSo`: false where the org no longer is as it was when Salesforce refused: then the
 * bookings only wait for somebody to press Retry.
 */
export function heldItems(
  facts: Facts,
  causes: HeldCause[],
  { stillSo, url }: { stillSo?: (cause: HeldCause) => boolean; url: (cause: HeldCause) => string | null },
): CheckItem[] {
  return causes.map((cause) => {
    const { diagnosis, bookings } = cause;
    const isOver = stillSo?.(cause) === false;
    return {
      state: isOver ? 'warning' : 'broken',
      label: labelOf(diagnosis),
      finding: withoutPage(diagnosis.sentence),
      fix: isOver ? text('found.repaired.fix') : diagnosis.fix,
      setupUrl: diagnosis.setupPath ? setupUrl(facts, diagnosis.setupPath) : url(cause),
      bookings,
    };
  });
}

/** What the cause is about, as Salesforce calls it. */
export function labelOf({ object, field, rule, rules, code }: Diagnosis): string {
  if (rules?.[0]) return rules[0].name;
  if (field) return object ? `${object} · ${field.label}` : field.label;
  return rule ?? object ?? code;
}

/** The sentence without the page that it was seen on: a cause may hold bookings of several. */
export function withoutPage(sentence: Text): Text {
  if ('sentences' in sentence) return { sentences: sentence.sentences.map(withoutPage) };
  const fault = sentence.params?.['fault'];
  const isText = typeof fault === 'object' && !Array.isArray(fault);
  return sentence.key === 'fault.onPage' && isText ? (fault as Text) : sentence;
}
