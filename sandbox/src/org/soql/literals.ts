import { DateTime } from 'luxon';
import { malformed, unsupported } from './soql-errors.ts';

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\' };

/** A quoted literal as text. In LIKE patterns `\_` and `\%` stay escaped. Any other backslash is an error. */
export function unquote(literal: string, isPattern = false): string {
  const body = literal.replace(/^'|'$/g, '');
  return body.replace(/\\(u[0-9a-fA-F]{4}|[\s\S]?)/g, (sequence, what: string) => {
    if (what.startsWith('u') && what.length === 5) return String.fromCharCode(parseInt(what.slice(1), 16));
    if (isPattern && (what === '_' || what === '%' || what === '\\')) return sequence;
    const plain = ESCAPES[what];
    if (plain === undefined) throw malformed(`Illegal escape sequence '${sequence}' in a quoted string`);
    return plain;
  });
}

/** A LIKE pattern as a regular expression: `%` any run, `_` one character, case does not matter. */
export function likePattern(literal: string): RegExp {
  const source = unquote(literal, true).replace(/\\([\s\S])|[\s\S]/g, (one, escaped: string | undefined) => {
    if (escaped !== undefined) return escapeRegExp(escaped);
    if (one === '%') return '[\\s\\S]*';
    return one === '_' ? '[\\s\\S]' : escapeRegExp(one);
  });
  return new RegExp(`^${source}$`, 'i');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * The span of a date literal, from its first moment to the one after its last, in the given zone (the user's).
 * Weeks begin on Sunday (locale en_US); the fiscal year is the calendar year: both assumptions about the org.
 */
export function dateLiteralSpan(literal: string, now: DateTime): { from: DateTime; to: DateTime } {
  const [name = '', count] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const n = Number(count);
  const simple: Record<string, [Unit, number]> = {
    YESTERDAY: ['day', -1],
    TODAY: ['day', 0],
    TOMORROW: ['day', 1],
  };
  const [unit, offset] = simple[name] ?? named(name);
  if (unit) return shifted(now, unit, offset ?? 0, 1);
  if (name === 'LAST_90_DAYS')
    return { from: start(now, 'day').minus({ days: 90 }), to: start(now, 'day').plus({ days: 1 }) };
  if (name === 'NEXT_90_DAYS') return shifted(now, 'day', 1, 90);
  const many = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name);
  if (many) {
    const each = String(many[2]).toLowerCase() as Unit;
    if (many[1] === 'NEXT') return shifted(now, each, 1, n);
    const span = shifted(now, each, -n, n);
    // LAST_N_DAYS goes on until today, the longer units end where the present one begins.
    return each === 'day' ? { from: span.from, to: span.to.plus({ days: 1 }) } : span;
  }
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name);
  if (ago) return shifted(now, String(ago[1]).toLowerCase() as Unit, -n, 1);
  throw unsupported(`The date literal ${literal}`);
}

function named(name: string): [Unit?, number?] {
  const match = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (!match) return [];
  return [String(match[2]).toLowerCase() as Unit, { LAST: -1, THIS: 0, NEXT: 1 }[String(match[1])] ?? 0];
}

function shifted(now: DateTime, unit: Unit, offset: number, length: number): { from: DateTime; to: DateTime } {
  const key = `${unit}s` as const;
  const from = start(now, unit).plus({ [key]: offset });
  return { from, to: from.plus({ [key]: length }) };
}

function start(now: DateTime, unit: Unit): DateTime {
  if (unit !== 'week') return now.startOf(unit);
  return now.startOf('day').minus({ days: now.weekday % 7 });
}
