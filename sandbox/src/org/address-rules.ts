import { countries } from '../schema/state-country.ts';
import type { Country } from '../schema/state-country.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { rowFailure } from './row-failure.ts';

/**
 * Where states and countries are picklists, an address names them by label or by code, a state only with its country.
 * Name and code follow each other; a code that is sent wins. Throws a RowFailure; [K] the texts about a state.
 */
export function applyAddressRules(org: OrgContext, draft: Draft): void {
  for (const { name, type } of draft.type.fields) {
    const prefix = type === 'address' ? name.replace(/Address$/, '') : undefined;
    if (prefix !== undefined && org.schema.field(draft.type.name, `${prefix}CountryCode`))
      checkAddress(org, draft, prefix);
  }
}

function checkAddress(org: OrgContext, draft: Draft, prefix: string): void {
  const { given, record, type } = draft;
  const [state, stateCode, country, countryCode] = ['State', 'StateCode', 'Country', 'CountryCode'].map(
    (part) => prefix + part,
  ) as [string, string, string, string];
  if (![state, stateCode, country, countryCode].some((name) => given.has(name))) return;
  const labelled = (name: string) => org.schema.field(type.name, name)?.label ?? name;
  const invalid = (name: string, message: string) => rowFailure('FIELD_INTEGRITY_EXCEPTION', message, [name]);

  const chosen = choose(countries, given.get(countryCode), given.has(country) ? given.get(country) : record[country]);
  if (chosen === 'unknown') {
    const text =
      "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.";
    throw invalid(country, `${text}: ${labelled(country)}`);
  }
  record[country] = chosen?.label ?? null;
  record[countryCode] = chosen?.code ?? null;

  const asked = given.get(stateCode) ?? (given.has(state) ? given.get(state) : record[state]) ?? null;
  if (asked === null || (given.get(stateCode) === null && !given.get(state))) {
    record[state] = null;
    record[stateCode] = null;
    return;
  }
  if (!chosen) {
    const text = 'A country/territory must be specified before specifying a state value for field';
    throw invalid(state, `${text}: ${labelled(state)}`);
  }
  const found = choose(
    (chosen as Country).states,
    given.get(stateCode),
    given.has(state) ? given.get(state) : record[state],
  );
  if (found === 'unknown') {
    const text =
      "There's a problem with this state, even though it may appear correct. Please select a state from the list of valid states.";
    throw invalid(state, `${text}: ${labelled(state)}`);
  }
  record[state] = found?.label ?? null;
  record[stateCode] = found?.code ?? null;
}

/** One of the list by its code, else by its label; undefined where neither says anything. */
function choose<T extends { code: string; label: string }>(
  list: readonly T[],
  code: unknown,
  label: unknown,
): T | undefined | 'unknown' {
  if (typeof code === 'string') return list.find((one) => one.code === code) ?? 'unknown';
  if (typeof label !== 'string') return undefined;
  return list.find((one) => one.label.toLowerCase() === label.toLowerCase()) ?? 'unknown';
}
