import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });

/** A time in the user's own way and zone; a dash for none. */
export function formatTime(iso: string | null | undefined): string {
  return iso ? moment.format(new Date(iso)) : '–';
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** A label with `{0}`, `{1}` … filled in. */
export function fill(label: string, ...values: (string | number)[]): string {
  return label.replace(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)] ?? ''));
}
