import { statePrefix, type PageReference } from 'c/inletBookingAddress';

/** What the address of the tab Setup says: which phase is open, and which view of it where it has several. */
export interface SetupAddress {
  phase: string;
  view: string;
}

/** The view of the phase Field validation that lists the records with stand-ins. */
export const standInsView = 'standins';

/** Reads the address; empty where it says nothing. */
export function readSetupAddress(reference: PageReference): SetupAddress {
  const prefix = statePrefix(reference);
  const read = (name: string) => reference.state?.[`${prefix}${name}`] ?? '';
  return { phase: read('phase'), view: read('view') };
}

/** The page of a phase, seen from a tab of the same package. */
export function setupPage(from: PageReference | undefined, { phase, view }: SetupAddress): PageReference {
  const prefix = statePrefix(from);
  const state = { [`${prefix}phase`]: phase, ...(view && { [`${prefix}view`]: view }) };
  return { type: 'standard__navItemPage', attributes: { apiName: tabName(from, 'Inlet_Setup') }, state };
}

/** The page of a booking, seen from a tab of the same package. */
export function bookingPage(from: PageReference | undefined, id: string): PageReference {
  const state = { [`${statePrefix(from)}booking`]: id };
  return { type: 'standard__navItemPage', attributes: { apiName: tabName(from, 'Inlet_Bookings') }, state };
}

function tabName(from: PageReference | undefined, name: string): string {
  const prefix = statePrefix(from);
  return prefix === 'c__' ? name : `${prefix}${name}`;
}
