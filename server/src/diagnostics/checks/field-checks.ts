import { text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { broken, ok, unknown, warning, worst, type CellCause, type CheckAnswer, type CheckItem } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldFor, heldItems, type HeldCause } from './held-causes.ts';
import { isBasic, missingAccess, reliableSchema } from './package-state.ts';
import { shortList } from './required-fields.ts';
import { orgMismatches } from './settings-findings.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

const fieldUrl = (facts: Facts, object: string | undefined, field: string | undefined) =>
  setupUrl(
    facts,
    field === undefined ? setupPaths.fields(object ?? 'Lead') : setupPaths.field(object ?? 'Lead', field),
  );

const access: CheckDefinition = {
  id: 'fields.access',
  group: 'fields',
  needs: ['schema', 'apiUser'],
  answer(facts) {
    const schema = reliableSchema(facts);
    const held = heldFor(facts, 'fields.access');
    const missing = missingAccess(facts).filter((one) => !isBasic(one));
    const url = setupUrl(facts, setupPaths.permissionSets());
    if (!schema.known) return heldOnly(facts, held, schema.why);
    const stillSo = ({ diagnosis: { object, field } }: HeldCause) => {
      const known = field && schema.value.objects.get(object ?? '')?.fields.get(field.name);
      return !(known && known.createable && known.updateable);
    };
    const items: CheckItem[] = missing.map(({ object, field, permission }) => ({
      ...{ state: 'warning', label: `${object}.${field}`, setupUrl: fieldUrl(facts, object, field!), bookings: null },
      finding: fieldFinding(facts, object, field!, permission),
      fix: text('found.fieldAccess.fix', { field: field!, object }),
    }));
    items.push(
      ...heldItems(facts, held, {
        stillSo,
        url: ({ diagnosis }) => fieldUrl(facts, diagnosis.object, diagnosis.field?.name),
      }),
    );
    const cells: CellCause[] = items.slice(0, missing.length).map((item, index) => ({
      ...{ object: missing[index]!.object, field: missing[index]!.field, pages: 'all', state: 'warning' },
      ...{ sentence: item.finding, fix: item.fix, setupUrl: item.setupUrl },
    }));
    const names = [...new Set(items.map(({ label }) => label))];
    const said = { items, cells, blocked: bookingsOf(held), setupUrl: url, page: 'installation' as const };
    if (items.length === 0) return ok(text('found.fieldAccess.none'), said);
    const finding = text('found.fieldAccess', { count: names.length, names: shortList(names) });
    return worst(items.map(({ state }) => state)) === 'broken'
      ? broken(finding, { ...said, meaning: text('means.someHeld'), fix: text('found.fieldAccess.all.fix') })
      : warning(finding, { ...said, meaning: text('means.valuesLost'), fix: text('found.fieldAccess.all.fix') });
  },
};

function fieldFinding(facts: Facts, object: string, field: string, permission: string) {
  const { schema } = facts.org;
  const exists = schema.known && schema.value.objects.get(object)?.fields.has(field);
  return exists
    ? text('found.access.lacks', {
        permission: text(`permission.${permission as 'edit'}`),
        object: `${object}.${field}`,
      })
    : text('found.fieldAccess.gone', { field, object });
}

/** What held bookings alone tell, where the schema is not known. */
function heldOnly(facts: Facts, held: HeldCause[], why: ReturnType<typeof text>): CheckAnswer {
  if (held.length === 0) return unknown(why);
  const items = heldItems(facts, held, {
    url: ({ diagnosis }) => fieldUrl(facts, diagnosis.object, diagnosis.field?.name),
  });
  return warning(why, {
    ...{ items, blocked: bookingsOf(held), meaning: text('means.someHeld'), fix: held[0]!.diagnosis.fix },
  });
}

const picklist: CheckDefinition = {
  id: 'fields.picklist',
  group: 'fields',
  needs: ['schema', 'apiUser', 'records'],
  answer(facts) {
    const schema = reliableSchema(facts);
    const held = heldFor(facts, 'fields.picklist');
    if (!schema.known) return heldOnly(facts, held, schema.why);
    const fieldOf = (object: string | null, name: string) => schema.value.objects.get(object ?? '')?.fields.get(name);
    const items: CheckItem[] = [];
    const cells: CellCause[] = [];
    for (const { key, message, object, pages, name, isProblem } of orgMismatches(facts)) {
      const [field] = fieldsNamed(facts, object, name);
      const isPicklist = field && /picklist/.test(fieldOf(object, field)?.type ?? '');
      if (key !== 'settings.noLeadStatus' && !(key === 'settings.constantDoesNotFit' && isPicklist)) continue;
      const status = key === 'settings.noLeadStatus' ? fieldOf('Lead', 'Status') : undefined;
      const state = isProblem && status?.restrictedPicklist ? ('broken' as const) : ('warning' as const);
      const api = status ? 'Status' : field;
      const url = fieldUrl(facts, object ?? 'Lead', api);
      const fix = text('found.picklist.fix');
      items.push({
        state,
        label: `${object ?? 'Lead'}.${api ?? name}`,
        finding: message,
        fix,
        setupUrl: url,
        bookings: null,
      });
      cells.push({ object: object ?? 'Lead', field: api ?? null, pages, state, sentence: message, fix, setupUrl: url });
    }
    return withRisks(facts, 'picklist', { held, items, cells, schema: schema.value });
  },
};

/** The API name of the field that a mapping's place in the settings stands for: `Lead.2.from.value`. */
function fieldsNamed({ settings }: Facts, object: string | null, name: string): string[] {
  const index = Number(/^\w+\.(\d+)/.exec(name)?.[1] ?? NaN);
  if (object === null || Number.isNaN(index)) return [];
  const { all, pages } = settings.mapping;
  const own = Object.values(pages).map((page) => page[object as 'Lead']?.[index]?.field);
  return [all[object as 'Lead']?.[index]?.field, ...own].filter((one) => one !== undefined);
}

const length: CheckDefinition = {
  id: 'fields.length',
  group: 'fields',
  needs: ['schema', 'apiUser'],
  answer(facts) {
    const schema = reliableSchema(facts);
    const held = heldFor(facts, 'fields.length');
    if (!schema.known) return heldOnly(facts, held, schema.why);
    return withRisks(facts, 'length', { held, items: [], cells: [], schema: schema.value });
  },
};

/** What bookings are held for, what the settings say, and what values of real bookings will meet. */
function withRisks(
  facts: Facts,
  kind: 'picklist' | 'length',
  {
    held,
    items,
    cells,
    schema,
  }: {
    held: HeldCause[];
    items: CheckItem[];
    cells: CellCause[];
    schema: import('../../salesforce/types.ts').OrgSchema;
  },
): CheckAnswer {
  const stillSo = ({ diagnosis: { object, field, value } }: HeldCause) => {
    const known = field && schema.objects.get(object ?? '')?.fields.get(field.name);
    if (!known || value === undefined) return true;
    return kind === 'picklist' ? !known.picklistValues.includes(value) : known.length < value.length;
  };
  const url = ({ diagnosis }: HeldCause) => fieldUrl(facts, diagnosis.object, diagnosis.field?.name);
  const all = [...heldItems(facts, held, { stillSo, url }), ...items];
  const allCells = [...cells];
  for (const risk of facts.valueRisks.filter((one) => one.kind === kind)) {
    const { object, field, label, longest, limit, sample, bookings: count, pages } = risk;
    const finding =
      kind === 'length'
        ? text('found.length.risk', { count, longest, limit, field: label, object })
        : text('found.picklist.risk', { count, value: sample, field: label, object });
    const fix = text(`found.${kind}.fix`);
    const where = fieldUrl(facts, object, field);
    all.push({ state: 'warning', label: `${object} · ${label}`, finding, fix, setupUrl: where, bookings: null });
    allCells.push({ object, field, pages, state: 'warning', sentence: finding, fix, setupUrl: where });
  }
  const said = { items: all, cells: allCells, blocked: bookingsOf(held), page: 'mapping' as const };
  if (all.length === 0) return ok(text(`found.${kind}.none`), said);
  const names = [...new Set(all.map(({ label }) => label))];
  const finding = text(`found.${kind}`, { count: names.length, names: shortList(names) });
  const setup = all.find(({ setupUrl: to }) => to !== null)?.setupUrl ?? null;
  const isBroken = all.some(({ state }) => state === 'broken');
  const meaning = text(isBroken ? 'means.someHeld' : held.length > 0 ? 'means.stillHeld' : 'means.valuesLost');
  const fix = all[0]!.fix ?? text(`found.${kind}.fix`);
  return (isBroken ? broken : warning)(finding, { ...said, meaning, fix, setupUrl: setup });
}

export const fieldChecks = [access, picklist, length];
