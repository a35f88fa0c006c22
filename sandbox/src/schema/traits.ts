import { picklistValues } from './field.ts';
import type { Trait } from './field.ts';

/** Field-level security cannot hide it. */
export const alwaysVisible: Trait = { permissionable: false };

/** Required on the wire. */
export const required: Trait = { nillable: false, ...alwaysVisible };

/** Written by the platform only, may be empty. */
export const readOnly: Trait = { createable: false, updateable: false, ...alwaysVisible };

/** Written by the platform only, never empty. */
export const system: Trait = { ...readOnly, nillable: false, defaultedOnCreate: true };

/** Never empty: the platform fills it when a create leaves it out. */
export const filledByDefault: Trait = { nillable: false, defaultedOnCreate: true, ...alwaysVisible };

export const createOnly: Trait = { updateable: false, ...alwaysVisible };
export const updateOnly: Trait = { createable: false, ...alwaysVisible };

export const idLookup: Trait = { idLookup: true };
export const nameField: Trait = { nameField: true };
export const notSearchPrefilterable: Trait = { searchPrefilterable: false };
export const restricted: Trait = { restrictedPicklist: true };

/** A part of a compound field. */
export function partOf(compoundFieldName: string): Trait {
  return { compoundFieldName };
}

export const personName: Trait = { extraTypeInfo: 'personname', ...alwaysVisible };

/** The picklist's values with the one that new records get; see `picklistValues` for the notation. */
export function valuesWithDefault(values: readonly string[], defaultValue: string): Trait {
  return { picklistValues: picklistValues(values, defaultValue), defaultValue, defaultedOnCreate: true };
}
