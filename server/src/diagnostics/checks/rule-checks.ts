import type { OrgRules, ValidationRule } from '../../salesforce/org-rules.ts';
import { text, type Text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { broken, ok, unknown, warning, type CheckAnswer, type CheckItem } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldFor, heldItems, type HeldCause } from './held-causes.ts';
import { reliableSchema } from './package-state.ts';
import { shortList } from './required-fields.ts';
import { orgMismatches } from './settings-findings.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

interface Found {
  held: HeldCause[];
  items: CheckItem[];
  /** What is said where no booking is held. */
  quiet: CheckAnswer;
}

/** Rules that hold bookings now; else what is said of those that could. */
function ruled(kind: 'validation' | 'duplicate' | 'automation', { held, items, quiet }: Found): CheckAnswer {
  if (held.length === 0) return { ...quiet, items: [...items, ...quiet.items] };
  const blocked = bookingsOf(held);
  const isBroken = items.some(({ state }) => state === 'broken');
  const names = [...new Set(items.filter(({ bookings }) => bookings).map(({ label }) => label))];
  const setup = items.find(({ bookings }) => bookings)?.setupUrl ?? null;
  const finding = text(`found.rules.${kind}`, { count: blocked, names: shortList(names) });
  const said = { items, blocked, setupUrl: setup };
  return isBroken
    ? broken(finding, { ...said, meaning: text('means.someHeld'), fix: held[0]!.diagnosis.fix })
    : warning(finding, { ...said, meaning: text('means.stillHeld'), fix: text('found.repaired.fix') });
}

/** A part of the org's rules: known, or why not. */
function partOf<Part extends 'validationRules' | 'duplicateRules' | 'flows' | 'triggers'>(
  { org: { rules } }: Facts,
  part: Part,
): { all: Extract<OrgRules[Part], { known: true }>['value'] | null; why: Text } {
  if (!rules.known) return { all: null, why: rules.why };
  const found = rules.value[part];
  return found.known ? { all: found.value, why: text('unknown.rules') } : { all: null, why: found.reason };
}

const validation: CheckDefinition = {
  id: 'rules.validation',
  group: 'rules',
  needs: ['rules'],
  answer(facts) {
    const { all: active, why } = partOf(facts, 'validationRules');
    const held = heldFor(facts, 'rules.validation');
    const isOf = ({ diagnosis }: HeldCause, rule: ValidationRule) =>
      diagnosis.object === rule.object &&
      [rule.message, rule.name].some((said) => sameText(diagnosis.rule ?? '', said));
    const urlOf = ({ diagnosis }: HeldCause) => setupUrl(facts, setupPaths.validationRule(diagnosis.object ?? 'Lead'));
    const stillSo = (cause: HeldCause) => active === null || active.some((rule) => isOf(cause, rule));
    const items = heldItems(facts, held, { stillSo, url: urlOf });
    const others = (active ?? []).filter((rule) => !held.some((cause) => isOf(cause, rule)));
    items.push(
      ...others.map((rule): CheckItem => ({
        ...{ state: 'ok', label: `${rule.object} · ${rule.name}`, fix: null, bookings: 0 },
        finding: text('found.rule.says', { said: rule.message }),
        setupUrl: setupUrl(facts, setupPaths.validationRule(rule.object, rule.id)),
      })),
    );
    const quiet =
      active === null
        ? unknown(why)
        : ok(text('found.rules.validation.none', { count: active.length }), { blocked: 0 });
    return ruled('validation', { held, items, quiet });
  },
};

/** Salesforce sends the text as it stands in the rule, but for spaces. */
function sameText(a: string, b: string): boolean {
  const plain = (said: string) => said.replace(/\s+/g, ' ').trim();
  return plain(a) !== '' && plain(a) === plain(b);
}

const duplicate: CheckDefinition = {
  id: 'rules.duplicate',
  group: 'rules',
  needs: ['rules'],
  answer(facts) {
    const { all: active, why } = partOf(facts, 'duplicateRules');
    const held = heldFor(facts, 'rules.duplicate');
    const isActive = ({ diagnosis }: HeldCause) =>
      active === null || active.some(({ object }) => object === diagnosis.object);
    const urlOf = ({ diagnosis: { rule } }: HeldCause) =>
      setupUrl(facts, setupPaths.duplicateRule(active?.find(({ name, label }) => name === rule || label === rule)?.id));
    const items = heldItems(facts, held, { stillSo: isActive, url: urlOf });
    for (const rule of active ?? []) {
      if (held.some(({ diagnosis }) => diagnosis.rule === rule.name || diagnosis.rule === rule.label)) continue;
      const finding = text('found.rule.duplicate', { object: rule.object });
      const setup = setupUrl(facts, setupPaths.duplicateRule(rule.id));
      items.push({ state: 'ok', label: rule.label, finding, fix: null, setupUrl: setup, bookings: 0 });
    }
    const quiet =
      active === null ? unknown(why) : ok(text('found.rules.duplicate.none', { count: active.length }), { blocked: 0 });
    return ruled('duplicate', { held, items, quiet });
  },
};

const automation: CheckDefinition = {
  id: 'automation',
  group: 'rules',
  needs: ['rules'],
  answer(facts) {
    const { all: flows, why } = partOf(facts, 'flows');
    const { all: triggers } = partOf(facts, 'triggers');
    const held = heldFor(facts, 'automation');
    const found = [
      ...(flows ?? []).map(({ id, name, label, object }) => ({ name, label, object, path: setupPaths.flow(id) })),
      ...(triggers ?? []).map(({ id, name, object }) => ({ name, label: name, object, path: setupPaths.trigger(id) })),
    ];
    const namedBy = ({ diagnosis: { rule } }: HeldCause) =>
      found.find(({ name, label }) => rule !== undefined && (rule === name || rule === label));
    const stillSo = (cause: HeldCause) => {
      const { kind, rule } = cause.diagnosis;
      const all = kind === 'flow' ? flows : kind === 'trigger' ? triggers : null;
      return all === null || rule === undefined || namedBy(cause) !== undefined;
    };
    const urlOf = (cause: HeldCause) => {
      const list = cause.diagnosis.kind === 'flow' ? setupPaths.flow() : setupPaths.trigger();
      return setupUrl(facts, namedBy(cause)?.path ?? list);
    };
    const items = heldItems(facts, held, { stillSo, url: urlOf });
    for (const one of found) {
      if (held.some((cause) => namedBy(cause) === one)) continue;
      const finding = text('found.runsOn', { object: one.object ?? '—' });
      const setup = setupUrl(facts, one.path);
      items.push({ state: 'ok', label: one.label, finding, fix: null, setupUrl: setup, bookings: 0 });
    }
    const quiet =
      flows === null && triggers === null
        ? unknown(why)
        : ok(text('found.rules.automation.none', { count: found.length }), { blocked: 0 });
    return ruled('automation', { held, items, quiet });
  },
};

/** What the settings name of the org beside fields and users. */
const named = /^settings\.(noRecordType|noQueue|queueOfOthers|noCampaign|noMemberStatus|noPersonAccounts)$/;

const recordTypes: CheckDefinition = {
  id: 'recordTypes',
  group: 'rules',
  needs: ['schema', 'apiUser', 'records'],
  answer(facts) {
    const { records } = facts.org;
    const schema = reliableSchema(facts);
    const held = heldFor(facts, 'recordTypes');
    const urlOf = (object: string | null) => setupUrl(facts, setupPaths.recordTypes(object ?? 'Lead'));
    const wrong = orgMismatches(facts).filter(({ key }) => schema.known && named.test(key));
    const items = heldItems(facts, held, { url: ({ diagnosis }) => urlOf(diagnosis.object ?? null) });
    const fix: Text = text('found.recordTypes.fix');
    items.push(
      ...wrong.map(({ message, object, name }): CheckItem => ({
        ...{ state: 'broken', label: [object, name].filter(Boolean).join(' · '), finding: message, fix },
        ...{ setupUrl: urlOf(object), bookings: null },
      })),
    );
    const cells = wrong.flatMap(({ object, message, pages }) =>
      object === null
        ? []
        : [{ object, field: null, pages, state: 'broken' as const, sentence: message, fix, setupUrl: urlOf(object) }],
    );
    const said = { items, cells, blocked: bookingsOf(held), page: 'rules' as const };
    if (items.length === 0) {
      if (!schema.known) return unknown(schema.why);
      return records.known ? ok(text('found.recordTypes'), said) : unknown(records.why);
    }
    const [first] = items;
    return broken(first!.finding, {
      ...{ ...said, meaning: text('means.someHeld'), fix: first!.fix ?? fix, setupUrl: first!.setupUrl },
    });
  },
};

export const ruleChecks = [validation, duplicate, automation, recordTypes];
