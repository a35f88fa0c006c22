import mustache from 'mustache';
import { text, type Text } from '../../texts/text.ts';
import { answerTo, bookingFields, bookingFieldValue, type BookingFacts, type BookingField } from './booking-fields.ts';

/** How long a template may be, and what it makes of a booking. */
export const longestTemplate = 4_000;
export const longestOutput = 32_000;

type Part =
  { kind: 'text'; text: string } | { kind: 'booking'; field: BookingField } | { kind: 'answer'; question: string };

/**
 * Reads a template: mustache's syntax of names (`{{customer.name}}`, `{{answer "Industry"}}`) and nothing else of it. Names
 * are looked up in the list of what a booking tells, never in an object, so a template cannot reach anything else.
 * Gives what is wrong with it instead where it is no such template.
 */
export function readTemplate(template: string): { parts: Part[] } | { problem: Text } {
  if (template.length > longestTemplate) return { problem: text('template.tooLong', { most: longestTemplate }) };
  const tokens = tokensOf(template);
  if (!tokens) return { problem: text('template.syntax', { example: '{{customer.name}}' }) };
  const parts: Part[] = [];
  for (const [kind, value] of tokens) {
    if (kind === 'text') parts.push({ kind, text: value });
    else if (kind === 'name' || kind === '&') {
      const part = partOf(value.trim());
      if (!part) return { problem: text('template.unknownName', { name: shown(value) }) };
      parts.push(part);
    } else if (kind !== '!') return { problem: text('template.noLogic', { tag: `${kind}${shown(value)}` }) };
  }
  return { parts };
}

/** What the template says of a booking; empty where it is not a valid one. Nothing is escaped: the text is no HTML. */
export function renderTemplate(template: string, booking: BookingFacts): string {
  const read = readTemplate(template);
  if ('problem' in read) return '';
  let output = '';
  for (const part of read.parts) {
    output += valueOf(part, booking);
    if (output.length > longestOutput) break;
  }
  return output.slice(0, longestOutput).toWellFormed();
}

/** Whether anything that the template asks for is told by the booking. A template of nothing but text always is. */
export function hasContent(template: string, booking: BookingFacts): boolean {
  const read = readTemplate(template);
  if ('problem' in read) return false;
  const asked = read.parts.filter(({ kind }) => kind !== 'text');
  return asked.length === 0 || asked.some((part) => valueOf(part, booking) !== '');
}

function valueOf(part: Part, booking: BookingFacts): string {
  if (part.kind === 'text') return part.text;
  const value = part.kind === 'booking' ? bookingFieldValue(booking, part.field) : answerTo(booking, part.question);
  return value ?? '';
}

function partOf(name: string): Part | undefined {
  const field = bookingFields.find((known) => known === name);
  if (field) return { kind: 'booking', field };
  const question = /^answer\s+(?:"([^"]+)"|“([^”]+)”|'([^']+)')$/.exec(name);
  const asked = question?.slice(1).find((group) => group !== undefined);
  return asked === undefined ? undefined : { kind: 'answer', question: asked };
}

function tokensOf(template: string): [kind: string, value: string][] | undefined {
  // A writer of its own without a cache: templates of every org would stay in the shared one for good.
  const writer = new mustache.Writer();
  Object.assign(writer, { templateCache: undefined });
  try {
    return writer.parse(template, ['{{', '}}']) as [string, string][];
  } catch {
    return undefined;
  }
}

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60).toWellFormed()}…` : value;
}
