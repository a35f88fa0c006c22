import { iso31661, iso31662 } from 'iso-3166';
import { picklist, picklistValue } from './field.ts';
import { partOf, restricted } from './traits.ts';
import type { Field, PicklistValue, SObjectType } from './types.ts';

export interface Country {
  code: string;
  label: string;
  states: { code: string; label: string }[];
}

/** The countries whose states a new org comes with. */
const WITH_STATES = ['AU', 'BR', 'CA', 'CN', 'IE', 'IN', 'IT', 'MX', 'US'];

/**
 * The countries and states that an org may choose from. [K] Salesforce's own list is that of ISO 3166 too; some labels
 * differ from it.
 */
export const countries: readonly Country[] = iso31661
  .map(({ alpha2 }) => ({ code: alpha2, label: labelOf(alpha2), states: statesOf(alpha2) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));

function labelOf(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}

function statesOf(country: string): Country['states'] {
  if (!WITH_STATES.includes(country)) return [];
  return iso31662
    .filter(({ code }) => new RegExp(`^${country}-[A-Z]+$`).test(code))
    .map(({ code, name }) => ({ code: code.slice(3), label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** Objects whose addresses are made of choices, when State and Country Picklists are on. */
const OBJECTS = ['Account', 'Contact', 'Lead', 'User'];

/** Puts the fields for the codes beside those for the names, or takes them out. [K] flags. */
export function showStateAndCountryCodes(schema: ReadonlyMap<string, SObjectType>, shown: boolean): void {
  for (const type of OBJECTS.flatMap((name) => schema.get(name) ?? [])) {
    const fields = type.fields.filter(
      ({ name, type: kind }) => !(kind === 'picklist' && /(State|Country)Code$/.test(name)),
    );
    type.fields = shown ? fields.flatMap((field) => [field, ...codeOf(field)]) : fields;
  }
}

function codeOf(field: Field): Field[] {
  const kind = /(State|Country)$/.exec(field.name)?.[1];
  const isPart = field.compoundFieldName?.endsWith('Address') === true;
  if (!isPart || kind === undefined) return [];
  const name = `${field.name}Code`;
  const label = `${field.label} Code`;
  const part = partOf(field.compoundFieldName as string);
  if (kind === 'Country') return [picklist(name, label, 10, [], part, restricted, { picklistValues: countryValues })];
  const controllerName = `${field.name.replace(/State$/, 'Country')}Code`;
  const dependent = { dependentPicklist: true, controllerName };
  return [picklist(name, label, 10, [], part, restricted, dependent, { picklistValues: stateValues })];
}

const countryValues: PicklistValue[] = countries.map(({ code, label }) => picklistValue(code, label, false));

/** A code may stand for states of several countries: `validFor` has a bit for each country. */
const stateValues: PicklistValue[] = countries.flatMap(({ states }, position) => {
  const bits = Buffer.alloc(Math.ceil(countries.length / 8));
  bits[position >> 3] = 0x80 >> (position % 8);
  return states.map(({ code, label }) => ({ ...picklistValue(code, label, false), validFor: bits.toString('base64') }));
});
