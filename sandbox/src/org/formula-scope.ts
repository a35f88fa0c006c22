import type { Field, SObjectType } from '../schema/types.ts';
import { momentOf } from './field-values.ts';
import type { FormulaScope } from './formula.ts';
import { NULL } from './formula.ts';
import { text } from './formula-syntax.ts';
import type { Literal } from './formula-syntax.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord, isChanged } from './org-context.ts';
import { readField } from './read-record.ts';
import type { StoredRecord } from './record-store.ts';

interface Row {
  type: SObjectType;
  record: StoredRecord;
}

const NUMBERS = ['int', 'double', 'currency', 'percent'];

/** What the names of a validation rule mean while this draft is saved: fields, parents' fields, $User and its kin. */
export function formulaScope(
  org: OrgContext,
  draft: Draft,
  { blankNumbersAsZero = false }: { blankNumbersAsZero?: boolean } = {},
): FormulaScope {
  const current: Row = { type: draft.type, record: draft.record };
  const value = (name: string) => {
    const row = name.startsWith('$') ? globalRow(org, draft, name) : current;
    const literal = literalOf(org, row, name);
    const isBlank = literal?.type === 'literal' && literal.dataType === 'null';
    const field = blankNumbersAsZero && isBlank ? findField(org, row, name)?.field : undefined;
    return field && NUMBERS.includes(field.type) ? toLiteral(field, 0) : literal;
  };
  return {
    isNew: draft.before === undefined,
    now: org.now(),
    value,
    // Of a new record Salesforce takes the present value for the prior one.
    priorValue: (name) =>
      draft.before ? literalOf(org, { type: draft.type, record: draft.before }, name) : value(name),
    isChanged: (name) => {
      const field = org.schema.field(draft.type.name, name);
      return draft.before !== undefined && field !== undefined && isChanged(draft, field.name);
    },
  };
}

/** The record behind `$User`, `$Profile`, `$Organization`: with a null record where the org has none. */
function globalRow(org: OrgContext, draft: Draft, name: string): Row | undefined {
  const user = findRecord(org, draft.userId)?.record;
  const [organization] = org.database.records.all('Organization');
  const rows: Record<string, [string, StoredRecord | undefined]> = {
    $user: ['User', user],
    $profile: ['Profile', findRecord(org, user?.['ProfileId'])?.record],
    $organization: ['Organization', organization],
  };
  const [object, record] = rows[name.split('.')[0]?.toLowerCase() ?? ''] ?? [];
  const type = object === undefined ? undefined : org.schema.object(object);
  return type && { type, record: record ?? { Id: '', IsDeleted: false } };
}

function literalOf(org: OrgContext, start: Row | undefined, path: string): Literal | undefined {
  const found = findField(org, start, path);
  if (!found) return undefined;
  const { type, record, field } = found;
  return toLiteral(field, record ? readField(org, type, record, field) : null);
}

/** The field at the end of a path, and its record where there is one. */
function findField(org: OrgContext, start: Row | undefined, path: string) {
  const names = path.split('.').slice(path.startsWith('$') ? 1 : 0);
  let type = start?.type;
  let record = start?.record;
  for (const [position, name] of names.slice(0, -1).entries()) {
    // A custom parent is `Booking__r` in a formula too.
    const lookup: Field | undefined = type && org.schema.relationship(type.name, name);
    if (!lookup) return undefined;
    const parent = findRecord(org, record?.[lookup.name]);
    const next = names[position + 1] ?? '';
    const hasNext = (one: SObjectType) =>
      Boolean(org.schema.field(one.name, next) ?? org.schema.relationship(one.name, next));
    // An owner that is a queue has no user's fields: they are blank.
    const known = lookup.referenceTo.flatMap((target) => org.schema.object(target) ?? []).find(hasNext);
    type = parent && hasNext(parent.type) ? parent.type : known;
    record = type && type === parent?.type ? parent.record : undefined;
  }
  const field = type && org.schema.field(type.name, names.at(-1) ?? '');
  return type && field && { type, record, field };
}

const SAMPLES: Partial<Record<Field['type'], unknown>> = {
  boolean: true,
  int: 1,
  double: 1,
  currency: 1,
  percent: 1,
  date: '2020-01-01',
  datetime: '2020-01-01T00:00:00.000+0000',
  time: '00:00:00.000Z',
};

/** Values of the fields' types instead of a record's, to try a formula with. */
export function sampleScope(org: OrgContext, draft: Draft): FormulaScope {
  const current: Row = { type: draft.type, record: draft.record };
  const value = (name: string) => {
    const field = findField(org, name.startsWith('$') ? globalRow(org, draft, name) : current, name)?.field;
    return field && toLiteral(field, SAMPLES[field.type] ?? 'a');
  };
  return { isNew: true, now: org.now(), value, priorValue: value, isChanged: () => false };
}

function toLiteral(field: Field, value: unknown): Literal {
  const literal = (dataType: string, one: unknown): Literal => ({ type: 'literal', dataType, value: one, options: {} });
  switch (field.type) {
    case 'boolean':
      return literal('checkbox', value === true);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent': {
      if (typeof value !== 'number') return NULL;
      // Formulas see a percentage as a fraction.
      const number = field.type === 'percent' ? Number((value / 100).toPrecision(15)) : value;
      const decimals = String(number).split('.')[1]?.length ?? 0;
      return { type: 'literal', dataType: 'number', value: number, options: { length: 18, scale: decimals } };
    }
    case 'date':
    case 'datetime':
      return typeof value === 'string' ? literal(field.type, momentOf(value).toJSDate()) : NULL;
    case 'time':
      return typeof value === 'string' ? literal('time', new Date(`1970-01-01T${value}`)) : NULL;
    case 'picklist':
      return literal('picklist', value ?? '');
    case 'multipicklist':
      return literal('multipicklist', typeof value === 'string' ? value.split(';') : []);
    case 'address':
    case 'location':
      return NULL;
    default:
      // A blank text is an empty one, never null.
      return text(typeof value === 'string' ? value : '');
  }
}
