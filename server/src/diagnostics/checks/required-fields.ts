import { isAlwaysFilled, unsupportedType } from '../../bookings/settings/field-support.ts';
import { validateFields, type ValidatedField } from '../../bookings/settings/field-validation.ts';
import type { MappedObject } from '../../bookings/settings/field-mapping.ts';
import type { Facts } from '../facts/facts.ts';
import { text } from '../../texts/text.ts';
import { broken, ok, unknown, warning, worst, type CellCause, type CheckAnswer, type CheckItem } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldFor, heldItems, type HeldCause } from './held-causes.ts';
import { objectsOf, pageGroups } from './page-groups.ts';
import { reliableSchema } from './package-state.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

/** A required field that has no value of its own on some pages. */
interface Uncovered {
  object: MappedObject;
  field: ValidatedField;
  state: 'warning' | 'broken';
  isUnsupported: boolean;
  pages: string[];
  plain: boolean;
}

const kept = new WeakMap<Facts, Uncovered[]>();

/** Required fields that bookings of some page do not fill by themselves; a group of pages at a time. */
function uncovered(facts: Facts): Uncovered[] {
  const known = kept.get(facts);
  if (known) return known;
  const schema = reliableSchema(facts);
  const found = new Map<string, Uncovered>();
  for (const group of schema.known ? pageGroups(facts) : []) {
    const { settings, questions, foundRequired } = facts;
    const created = objectsOf(facts, group.pageId);
    const objects = schema.known
      ? validateFields(settings, schema.value, { questions, foundRequired }, group.pageId)
      : [];
    for (const { name, fields } of objects.filter(({ name }) => created.has(name))) {
      for (const field of fields) {
        const state = stateOf(name, field);
        if (state === 'ok') continue;
        const key = `${name}.${field.field.name}.${state}`;
        const isUnsupported = field.state === 'unsupported' && unsupportedType(field.field) !== undefined;
        const one = found.get(key) ?? { object: name, field, state, isUnsupported, pages: [], plain: false };
        if (group.pages === 'plain') one.plain = true;
        else one.pages.push(...group.pages);
        found.set(key, one);
      }
    }
  }
  const all = [...found.values()];
  kept.set(facts, all);
  return all;
}

function stateOf(object: MappedObject, { state, fallback, from, field }: ValidatedField): 'ok' | 'warning' | 'broken' {
  if (state === 'unsupported') return 'broken';
  if (state === 'fallback') return 'warning';
  // Mapped to what not every booking tells, and nothing can be made up for it.
  const isRisky = state === 'mapped' && fallback === null && from !== null && !isAlwaysFilled(object, field.name);
  return isRisky ? 'warning' : 'ok';
}

function itemOf(facts: Facts, { object, field, state }: Uncovered, held: HeldCause[]): CheckItem {
  const own = held.filter(({ diagnosis }) => isOf(diagnosis, object, field.field.name));
  return {
    state,
    label: `${object} · ${field.field.label}`,
    finding: field.why,
    fix: field.fix ?? text('found.required.mapped.fix'),
    setupUrl: setupUrl(facts, setupPaths.field(object, field.field.name)),
    bookings: bookingsOf(own),
  };
}

function isOf({ object, field }: HeldCause['diagnosis'], of: string, name: string): boolean {
  return object === of && field?.name === name;
}

function cellsOf(facts: Facts, { object, field, state, pages, plain }: Uncovered): CellCause[] {
  const cell = {
    ...{ object, field: field.field.name, state, sentence: field.why, fix: field.fix ?? null },
    setupUrl: setupUrl(facts, setupPaths.field(object, field.field.name)),
  };
  return [...(plain ? [{ ...cell, pages: 'plain' as const }] : []), ...(pages.length > 0 ? [{ ...cell, pages }] : [])];
}

function answer(facts: Facts, id: 'fields.required' | 'fields.unsupported'): CheckAnswer {
  const schema = reliableSchema(facts);
  const held = heldFor(facts, id);
  const found = uncovered(facts).filter((one) => one.isUnsupported === (id === 'fields.unsupported'));
  const stillSo = ({ diagnosis }: HeldCause) =>
    !schema.known ||
    diagnosis.code !== 'REQUIRED_FIELD_UNCOVERED' ||
    found.some(({ object, field, state }) => state === 'broken' && isOf(diagnosis, object, field.field.name));
  const told = (cause: HeldCause) => found.some(({ object, field }) => isOf(cause.diagnosis, object, field.field.name));
  const url = ({ diagnosis }: HeldCause) =>
    setupUrl(facts, setupPaths.field(diagnosis.object ?? 'Lead', diagnosis.field?.name ?? ''));
  // A field for which bookings are held though a stand-in exists is one that Salesforce asks for and does not tell of.
  const items = [
    ...found.map((one) => {
      const item = itemOf(facts, one, held);
      return item.bookings &&
        held.some((cause) => stillSo(cause) && isOf(cause.diagnosis, one.object, one.field.field.name))
        ? { ...item, state: 'broken' as const }
        : item;
    }),
    ...heldItems(
      facts,
      held.filter((cause) => !told(cause)),
      { stillSo, url },
    ),
  ];
  const blocked = bookingsOf(held);
  const cells = found.flatMap((one) => cellsOf(facts, one));
  const state = worst(items.map((item) => item.state));
  const names = [...new Set(items.filter((item) => item.state === state).map(({ label }) => label))];
  const said = { items, blocked, cells, page: 'validation' as const, setupUrl: items[0]?.setupUrl ?? null };
  const params = { count: names.length, names: shortList(names) };
  if (state === 'ok') return schema.known ? ok(text(`found.${id}.none`), said) : unknown(schema.why, said);
  if (state === 'broken') {
    const fix = items.find((item) => item.state === 'broken')?.fix ?? text(`found.${id}.fix`);
    return broken(text(`found.${id}`, params), { ...said, meaning: text('means.someHeld'), fix });
  }
  const isOver = items.every((item) => item.state !== 'warning' || isRepaired(item));
  return warning(text(isOver ? 'found.held' : `found.${id}.risk`, isOver ? { count: blocked } : params), {
    ...said,
    meaning: text(isOver ? 'means.stillHeld' : 'means.standIns'),
    fix: isOver ? text('found.repaired.fix') : text(`found.${id}.fix`),
  });
}

function isRepaired({ fix }: CheckItem): boolean {
  return fix !== null && 'key' in fix && fix.key === 'found.repaired.fix';
}

/** The first few of many names. */
export function shortList(names: string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} … (+${names.length - 3})` : shown;
}

export const requiredFieldChecks: CheckDefinition[] = (['fields.required', 'fields.unsupported'] as const).map(
  (id) => ({
    ...{ id, group: 'fields' as const, needs: ['schema', 'apiUser'] },
    answer: (facts: Facts) => answer(facts, id),
  }),
);
