import type { Purpose } from 'c/inletDiagnosticsStore';
import bookings from '@salesforce/label/c.Inlet_Usage_Bookings';
import diagnostics from '@salesforce/label/c.Inlet_Usage_Diagnostics';
import others from '@salesforce/label/c.Inlet_Usage_Others';
import replication from '@salesforce/label/c.Inlet_Usage_Replication';
import setup from '@salesforce/label/c.Inlet_Usage_Setup';

const words: Record<Purpose, string> = { bookings, replication, diagnostics, setup };

export const othersWord = others;

/** What an API call of ours was for. */
export function purposeWord(purpose: Purpose): string {
  return words[purpose];
}
