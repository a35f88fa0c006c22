import { setupPaths, setupUrl as absolute } from '../../salesforce/setup-url.ts';
import type { Facts } from '../facts/facts.ts';

export { setupPaths };

/** Where in Salesforce Setup something is repaired; null where the org's address is not known. */
export function setupUrl({ setupRoot }: Pick<Facts, 'setupRoot'>, path: string): string | null {
  return setupRoot === null ? null : absolute(setupRoot, path);
}
