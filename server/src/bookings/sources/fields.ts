import { z } from 'zod';
import { InvalidRequest, type FieldProblem } from '../../platform/problem.ts';
import type { Instant } from '../booking.ts';
import {
  bounds,
  cleanLine,
  cleanText,
  hasForbiddenCharacters,
  isEmail,
  isPersonId,
  isTimeZone,
  toInstant,
} from '../normalise.ts';

/**
 * How one value of foreign JSON is read. `unreadable` is a value of the wrong kind, `refused` a text that we understand
 * and must not take (too long, a bad character): taking it as absent would lose it in silence.
 */
export type Reading<T> = { value: T } | { unreadable: string } | { refused: string };
export type Read<T> = (value: unknown) => Reading<T>;

const tooLong = (limit: number) => ({ refused: `must be at most ${limit.toLocaleString('en')} characters long` });

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;

/** One line of text, cleaned. Numbers are taken as their digits. */
export const line: Read<string> = (value) => {
  const text = asText(value);
  if (text === undefined) return { unreadable: 'must be a text' };
  return text.length > bounds.line ? tooLong(bounds.line) : { value: cleanLine(text) };
};

/** A text of several lines, cleaned. */
export const text: Read<string> = (value) => {
  const given = asText(value);
  if (given === undefined) return { unreadable: 'must be a text' };
  return given.length > bounds.text ? tooLong(bounds.text) : { value: cleanText(given) };
};

/** A source's id: trimmed, never cleaned, because two ids must not become one. */
export const identifier: Read<string> = (value) => {
  const id = asText(value)?.trim();
  if (id === undefined) return { unreadable: 'must be a text' };
  if (id.length > bounds.id) return tooLong(bounds.id);
  if (hasForbiddenCharacters(id)) return { refused: 'must not contain control characters or broken characters' };
  return { value: id };
};

/** An e-mail address, trimmed and spelled as given. */
export const email: Read<string> = (value) => {
  if (typeof value !== 'string') return { unreadable: 'must be an e-mail address' };
  const address = value.trim();
  return address === '' || isEmail(address)
    ? { value: address }
    : { unreadable: 'is not an e-mail address; one such as name@example.com is expected' };
};

/** A date and time with its offset. */
export const instant: Read<Instant> = (value) => {
  if (typeof value !== 'string') return { unreadable: 'must be a date and time such as 2026-11-20T09:00:00Z' };
  if (value.trim() === '') return { value: '' };
  const moment = toInstant(value);
  return moment === undefined
    ? { unreadable: 'must be a date and time with its offset, such as 2026-11-20T09:00:00Z, in the years 1700 to 4000' }
    : { value: moment };
};

export const timeZone: Read<string> = (value) => {
  const name = typeof value === 'string' ? value.trim() : undefined;
  return name !== undefined && (name === '' || isTimeZone(name))
    ? { value: name }
    : { unreadable: 'must be an IANA time zone such as America/New_York' };
};

/** The id of a Lead or Contact. */
export const personId: Read<string> = (value) => {
  const id = typeof value === 'string' ? value.trim() : undefined;
  return id !== undefined && (id === '' || isPersonId(id))
    ? { value: id }
    : { unreadable: 'must be the 15- or 18-character id of a Lead (00Q…) or a Contact (003…)' };
};

/** An http(s) address. */
export const url: Read<string> = (value) => {
  const address = line(value);
  if (!('value' in address) || address.value === '') return address;
  const isWeb = /^https?:\/\/\S+$/i.test(address.value) && URL.canParse(address.value);
  return isWeb ? address : { unreadable: 'must be an http or https address' };
};

const isAbsent = (value: unknown) => value === undefined || value === null;

/** How a reader is told in JSON Schema; a schema that transforms what it reads tells nothing of itself. */
const described = new Map<Read<never>, object>([
  [line as Read<never>, { type: 'string', maxLength: bounds.line }],
  [text as Read<never>, { type: 'string', maxLength: bounds.text }],
  [identifier as Read<never>, { type: 'string', minLength: 1, maxLength: bounds.id }],
  [email as Read<never>, { type: 'string', format: 'email', maxLength: bounds.email }],
  [instant as Read<never>, { type: 'string', format: 'date-time', description: 'With its offset.' }],
  [timeZone as Read<never>, { type: 'string', description: 'IANA time zone.' }],
  [personId as Read<never>, { type: 'string', pattern: '^(00Q|003)([A-Za-z0-9]{12}|[A-Za-z0-9]{15})$' }],
  [url as Read<never>, { type: 'string', format: 'uri' }],
]);

/** Says how a reader is told in JSON Schema. */
export function describeReader<T>(read: Read<T>, json: object): Read<T> {
  described.set(read as Read<never>, json);
  return read;
}

function schema<T>(read: Read<T>, presence: 'essential' | 'optional' | 'tolerant') {
  const json = described.get(read as Read<never>);
  const shape = reader(read, presence);
  if (!json) return shape;
  // Absent, null and blank are one where a field may be absent.
  const type = 'type' in json && presence !== 'essential' ? [json.type, 'null'] : undefined;
  return shape.meta({ ...json, ...(type ? { type } : {}) });
}

function reader<T>(read: Read<T>, presence: 'essential' | 'optional' | 'tolerant') {
  return z.unknown().transform((value, context): T | undefined => {
    const problem = (message: string) => context.issues.push({ code: 'custom', message, input: value });
    const reading: Reading<T> | undefined = isAbsent(value) ? undefined : read(value);
    if (reading !== undefined && 'value' in reading && reading.value !== '') return reading.value;
    if (reading === undefined || 'value' in reading) {
      if (presence === 'essential') problem('is missing');
    } else if ('refused' in reading) problem(reading.refused);
    else if (presence !== 'tolerant') problem(reading.unreadable);
    return undefined;
  });
}

/** Must be there and readable. (After parsing it is a T: what is missing has refused the request.) */
export const essential = <T>(read: Read<T>) => schema(read, 'essential') as z.ZodType<T>;
/** May be absent, null or blank, which all mean absent; refused when unreadable. */
export const optional = <T>(read: Read<T>) => schema(read, 'optional').optional();
/** As `optional`, but a value of another kind counts as absent: products change what does not matter to us. */
export const tolerant = <T>(read: Read<T>) => schema(read, 'tolerant').optional();

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that the adapter reads by itself. */
export const anything = z.unknown().optional();

/** An object that must be there. */
export const essentialObject = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.unknown().refine(isRecord, { error: 'must be an object', abort: true }).pipe(z.object(shape));

/** An object that may be absent, or of another kind, which counts as absent. */
export const tolerantObject = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z
    .unknown()
    .transform((value) => (isRecord(value) ? value : undefined))
    .pipe(z.object(shape).optional())
    .optional();

/** A list of objects; whatever is no list counts as empty, and what in it is no object is passed over. */
export const tolerantList = <S extends z.core.$ZodLooseShape>(shape: S, most: number) =>
  z
    .unknown()
    .transform((value) => (Array.isArray(value) ? value : []))
    .pipe(z.array(tolerantObject(shape)).max(most, { error: `must hold at most ${most} entries` }))
    .optional()
    .transform((entries) => (entries ?? []).filter((entry) => entry !== undefined));

/** The first object of a list, under the same rules; the others are not read. */
export const tolerantFirst = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z
    .unknown()
    .transform((value) => (Array.isArray(value) ? value.slice(0, 1) : []))
    .pipe(z.array(tolerantObject(shape)))
    .transform((entries) => entries[0])
    .optional();

/** A JSON object, as a list of its entries: no key of it is ever looked up, so `__proto__` is a key like another. */
export const entriesOf = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);

/** The JSON pointer (RFC 6901) of a path. */
export const pointer = (path: PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The body read by the schema, or every field of it that is wrong. `at` is where the body stands in the request's. */
export function readBody<T>(
  bodySchema: z.ZodType<T>,
  body: unknown,
  at: PropertyKey[] = [],
): { value: T } | { problems: FieldProblem[] } {
  const result = bodySchema.safeParse(body);
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.map((issue) => ({
      pointer: pointer([...at, ...issue.path]),
      detail: issue.message,
    })),
  };
}

/** As `readBody`, but throws InvalidRequest that names every wrong field. */
export function parseBody<T>(bodySchema: z.ZodType<T>, body: unknown, at: PropertyKey[] = []): T {
  const read = readBody(bodySchema, body, at);
  if ('problems' in read) throw new InvalidRequest(read.problems);
  return read.value;
}

/** The fields that are known, without those that are undefined (the types tell absent from undefined). */
export function known<T extends object>(fields: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** As `known`, and undefined when nothing is. */
export function knownOrNothing<T extends object>(fields: { [K in keyof T]?: T[K] | undefined }): T | undefined {
  const result = known(fields);
  return Object.keys(result).length > 0 ? (result as T) : undefined;
}
