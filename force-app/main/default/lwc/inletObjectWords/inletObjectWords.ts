import personAccount from '@salesforce/label/c.Inlet_Object_PersonAccount';

/** What `getObjectInfos` gives, as far as labels go. An object that the user may not see has no `fields`. */
export interface ObjectInfos {
  results: { statusCode: number; result: { apiName?: string; label?: string; fields?: Record<string, Field> } }[];
}

interface Field {
  label: string;
}

/** The objects that a booking is written to. */
export const bookingObjects = ['Lead', 'Contact', 'Account', 'Case', 'Event'];

/**
 * How the org calls an object, as its admin may have renamed it, in the user's language; else its API name. A Person Account is
 * an Account to Salesforce, and has no label of its own.
 */
export function objectLabel(infos: ObjectInfos | undefined, object: string): string {
  return object === 'PersonAccount' ? personAccount : (infoOf(infos, object)?.label ?? object);
}

/** How the org calls a field; its API name where the user may not see it. */
export function fieldLabel(infos: ObjectInfos | undefined, object: string, field: string): string {
  return infoOf(infos, object === 'PersonAccount' ? 'Account' : object)?.fields?.[field]?.label ?? field;
}

function infoOf(infos: ObjectInfos | undefined, object: string) {
  return infos?.results.find(({ statusCode, result }) => statusCode === 200 && result.apiName === object)?.result;
}
