import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../shared/salesforce/fixtures/', import.meta.url);

/** A captured body, where the folder of captures stands beside the checkout; otherwise undefined. */
export function fixture<T = object>(path: string): T | undefined {
  const file = new URL(path, folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}
