import { IntlMessageFormat } from 'intl-messageformat';
import { de } from './de.ts';
import { en } from './en.ts';

/**
 * Something to say to a person, in no language yet: it is stored like this, and put into words for whoever reads it.
 * What Salesforce or a person said stands in `params` as it was said.
 */
export type Text = Phrase | { sentences: readonly Text[] };

interface Phrase {
  key: TextKey;
  params?: Record<string, TextParam>;
}

export type TextKey = keyof typeof en;
/** Whether a string is the key of one of our texts. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

export type TextParam = string | number | Text | readonly Text[];

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const catalogs: Record<Language, Record<string, string>> = { en, de };
const formats = new Map<string, IntlMessageFormat>();

/** Days and moments of texts, whose parameter is a time in milliseconds: `{at, date, day}`. In UTC, and said so. */
const dateFormats: { date: Record<string, Intl.DateTimeFormatOptions> } = {
  date: {
    day: { day: 'numeric', month: 'long', timeZone: 'UTC' },
    moment: {
      ...({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const),
      ...{ timeZone: 'UTC', timeZoneName: 'short' as const },
    },
  },
};

/** By day, month, year, as most of the world reads it. */
const locales: Record<Language, string> = { en: 'en-GB', de: 'de' };

export function text(key: TextKey, params?: Record<string, TextParam>): Text {
  return params === undefined ? { key } : { key, params };
}

/** The texts one after the other, each as a whole sentence. */
export function sentences(...texts: Text[]): Text {
  return { sentences: texts };
}

/** Puts a text into words. A key that this version does not know any more is shown as it is. */
export function inWords(text: Text, language: Language): string {
  if ('sentences' in text) return text.sentences.map((one) => asSentence(inWords(one, language))).join(' ');
  const message = catalogs[language][text.key];
  if (message === undefined) return text.key;
  const id = `${language}:${text.key}`;
  // Texts hold "<name>" and the like, which are no tags.
  const format = formats.get(id) ?? new IntlMessageFormat(message, locales[language], dateFormats, { ignoreTag: true });
  formats.set(id, format);
  const params = Object.entries(text.params ?? {}).map(([name, value]) => [name, paramInWords(value, language)]);
  return String(format.format(Object.fromEntries(params)));
}

/** For the log, for exceptions, and for whoever asks for no language that we speak. */
export function english(text: Text): string {
  return inWords(text, 'en');
}

function paramInWords(value: TextParam, language: Language): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (!isList(value)) return inWords(value, language);
  return new Intl.ListFormat(language).format(value.map((one) => inWords(one, language)));
}

function isList(value: Text | readonly Text[]): value is readonly Text[] {
  return Array.isArray(value);
}

/** Whole, on one line: texts of Salesforce end with a full stop or without, and hold line ends. */
function asSentence(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const whole = /[.!?…]["”“]?$/.test(line) ? line : `${line}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
