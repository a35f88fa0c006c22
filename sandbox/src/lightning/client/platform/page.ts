import type { PageContext } from '../page-context.ts';

/** What the server put into this page. */
export const page = JSON.parse(document.getElementById('page-context')?.textContent ?? '{}') as PageContext;

/** `@salesforce/label/<name>`. Salesforce refuses a component whose label is missing; here its name shows. */
export function label(name: string, fallback: string | undefined): string {
  return page.labels[name] ?? fallback ?? `[${name}]`;
}

/** `@salesforce/customPermission/<name>`: true or undefined. */
export function customPermission(name: string): true | undefined {
  return page.customPermissions.includes(name) ? true : undefined;
}

/** `@salesforce/resourceUrl/<name>`. Salesforce refuses a component whose resource is missing; here it leads to nothing. */
export function resourceUrl(name: string): string {
  return page.resourceUrls[name] ?? `/resource/0/${name}`;
}

/** `@salesforce/user/Id`. */
export function user(name: string): string | undefined {
  return name === 'Id' ? page.user.id : undefined;
}

/** `@salesforce/i18n/<name>`: the user's own where the page knows it, else what the base components bring. */
export function i18n(name: string, fallback: unknown): unknown {
  const german = page.locale.startsWith('de');
  const own: Record<string, unknown> = {
    lang: page.language,
    locale: page.locale,
    timeZone: page.timeZone,
    ...(german && {
      firstDayOfWeek: 2,
      'dateTime.shortDateFormat': 'dd.MM.yyyy',
      'dateTime.mediumDateFormat': 'dd.MM.yyyy',
      'dateTime.longDateFormat': 'd. MMMM yyyy',
      'dateTime.shortDateTimeFormat': 'dd.MM.yyyy HH:mm',
      'dateTime.mediumDateTimeFormat': 'dd.MM.yyyy HH:mm:ss',
      'dateTime.longDateTimeFormat': 'd. MMMM yyyy HH:mm:ss',
      'dateTime.shortTimeFormat': 'HH:mm',
      'dateTime.mediumTimeFormat': 'HH:mm:ss',
      'number.decimalSeparator': ',',
      'number.groupingSeparator': '.',
    }),
  };
  return name in own ? own[name] : fallback;
}
