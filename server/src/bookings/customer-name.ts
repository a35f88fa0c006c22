import { cleanLine } from './normalise.ts';

export interface CustomerName {
  firstName?: string;
  lastName?: string;
}

const suffix = /^(?:jr|sr|jnr|snr|ii|iii|iv|esq|ph\.?d|m\.?b\.?a|m\.d|d\.?d\.?s|c\.?p\.?a)\.?$/i;
// "MD" only in capitals: "Md" is a common given name.
const isSuffix = (token: string) => suffix.test(token) || token === 'MD';

// Words that open a family name, whatever their case …
const particles = new Set(
  (
    'van von vom zu zum zur der ter de da di du del della dello des dos das la le los las ' +
    'al el bin ibn bint abu af av san santa st st. ' +
    "d' 't"
  ).split(' '),
);
// … and words that do so in small letters only, because capitalised they are given names or initials.
const smallParticles = new Set(['ben', 'do', 'den', 'ten', 'te', 'op', 'in', 'y', 'e', 'i']);
/** Join two family names (Ortega y Gasset): the word before them belongs to the family name too. */
const connectors = new Set(['y', 'e', 'i']);

const isParticle = (token: string) => particles.has(token.toLowerCase()) || smallParticles.has(token);
const startsSmall = (token: string) =>
  token !== token.toUpperCase() && token.charAt(0) === token.charAt(0).toLowerCase();

const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・々\s]+$/u;

function named(first: string[], last: string[]): CustomerName {
  const name: CustomerName = {};
  if (first.length > 0) name.firstName = first.join(' ');
  if (last.length > 0) name.lastName = last.join(' ');
  return name;
}

/** Where the family name begins: at the last word, and at the particles and joined names before it. */
function familyStart(tokens: string[]): number {
  let start = tokens.length - 1;
  while (start > 1) {
    const before = tokens[start - 1]!;
    if (!isParticle(before)) break;
    start -= connectors.has(before) && start > 2 ? 2 : 1;
  }
  // A name that begins with a small particle ("van Dyke") has no first name; "Van Morrison" has.
  return start === 1 && isParticle(tokens[0]!) && startsSmall(tokens[0]!) ? 0 : start;
}

function splitInOrder(tokens: string[]): CustomerName {
  let end = tokens.length;
  while (end > 1 && isSuffix(tokens[end - 1]!)) end--;
  const bracket = tokens.findIndex((token) => token.startsWith('('));
  if (bracket > 0) end = Math.min(end, bracket);
  if (end < 2) return named([], tokens);
  const start = familyStart(tokens.slice(0, end));
  return named(tokens.slice(0, start), tokens.slice(start));
}

/**
 * Splits a full name into first and last name. Nothing is lost: every visible character is in one of the two, save the
 * comma of "Last, First".
 *
 * - The last word is the family name, with the particles before it (van der Berg, de la Cruz, Al Mansouri) and with
 *   suffixes (Jr., III, PhD) and a trailing bracket after it; titles stay before the first name.
 * - "Last, First" is turned round; "First Last, Jr." is not.
 * - A single word is a last name.
 * - Chinese, Japanese and Korean characters: without a blank all is the last name (where the name divides cannot be
 *   told), with a blank the family name comes first.
 */
export function splitName(fullName: string): CustomerName {
  const name = cleanLine(fullName);
  if (name === '') return {};

  if (eastAsian.test(name)) {
    const [family, ...given] = name.split(' ');
    return named(given, [family!]);
  }

  const parts = name.split(',').map((part) => part.trim());
  const main = parts[0]!;
  const rest = parts.slice(1).filter((part) => part !== '');
  if (main === '' || rest.length === 0) return splitInOrder(name.split(' '));

  const suffixes = rest.filter((part) => part.split(' ').every(isSuffix));
  const given = rest.filter((part) => !suffixes.includes(part));
  if (given.length > 0) return named([given.join(', ')], [[main, ...suffixes].join(', ')]);
  const split = splitInOrder(main.split(' '));
  return { ...split, lastName: [split.lastName, ...suffixes].join(', ') };
}

/** The customer's names from whatever the source gave: separate fields win, a full name fills what they leave open. */
export function customerName(given: {
  firstName?: string | undefined;
  lastName?: string | undefined;
  name?: string | undefined;
}): CustomerName {
  const { firstName, lastName, name } = given;
  if (!name || (firstName && lastName)) return named(firstName ? [firstName] : [], lastName ? [lastName] : []);
  if (firstName && name.startsWith(`${firstName} `)) return { firstName, lastName: name.slice(firstName.length + 1) };
  if (lastName && name.endsWith(` ${lastName}`)) return { firstName: name.slice(0, -lastName.length - 1), lastName };
  const split = splitName(name);
  return { ...split, ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}) };
}
