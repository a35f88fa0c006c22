import lang from '@salesforce/i18n/lang';
import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
/** A day of the calendar is no moment: no zone moves it. */
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const hourOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
/** By the language, as labels are, and not by the locale, which is about numbers and times. */
const plurals = new Intl.PluralRules(lang);

/** A time in the user's own way and zone; a dash for none. */
export function formatTime(iso: string | null | undefined): string {
  return iso ? moment.format(new Date(iso)) : '–';
}

/** The hour in which a time lies, as the user's clock shows it: 14:00 or 2:00 PM. */
export function formatHour(iso: string): string {
  return hourOfDay.format(new Date(iso));
}

/** A day (2026-11-20) in the user's own way. */
export function formatDay(iso: string): string {
  return day.format(new Date(iso));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** A label with `{0}`, `{1}` … filled in. */
export function fill(label: string, ...values: (string | number)[]): string {
  return label.replace(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)] ?? ''));
}

/** The label for one, or the one for several with their number in `{0}`. English and German have these two forms. */
export function fillCount(count: number, one: string, other: string): string {
  return fill(plurals.select(count) === 'one' ? one : other, formatNumber(count));
}
