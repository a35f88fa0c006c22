import type { SObjectType } from '../schema/types.ts';
import type { OrgContext } from './org-context.ts';
import type { OrgDatabase } from './org-database.ts';
import { rowFailure } from './row-failure.ts';
import { SEED } from './seed.ts';
import type { LimitSettings } from './types.ts';

const KEY = 'limits';
/** Of List Org Limits' sample. */
const DATA_STORAGE_MB = 1024;

/** Standard objects whose records take data storage, as those of custom ones do: users and Setup take none. */
const STORED = ['Account', 'Campaign', 'Case', 'Contact', 'Event', 'Lead', 'Opportunity', 'Task'];

/** What was set of limits, by their names, instead of what is counted and allowed. */
export function limitSettings(database: OrgDatabase): LimitSettings {
  return database.readDocument<LimitSettings>(KEY) ?? {};
}

/** `null` takes back what was set of the limit. */
export function setLimit(database: OrgDatabase, name: string, change: { used?: number; max?: number } | null): void {
  const { [name]: before, ...others } = limitSettings(database);
  database.writeDocument(KEY, change === null ? others : { ...others, [name]: { ...before, ...change } });
}

/** Two kilobytes a record, whatever is in it, as Salesforce counts most objects; in whole megabytes. */
export function dataStorage({ database, schema }: Pick<OrgContext, 'database' | 'schema'>): {
  used: number;
  max: number;
} {
  const { used, max = DATA_STORAGE_MB } = limitSettings(database)['DataStorageMB'] ?? {};
  if (used !== undefined) return { used, max };
  const records = schema
    .objects()
    .filter(takesStorage)
    .reduce((sum, { name }) => sum + database.records.count(name), 0);
  return { used: Math.round((records * 2) / 1024), max };
}

/**
 * Refuses a new record when the data storage is full. File storage is another limit, which only files meet: the org has
 * none of their objects. Throws a RowFailure, [K] with this text.
 */
export function checkStorage(org: OrgContext, type: SObjectType): void {
  if (!takesStorage(type)) return;
  const { used, max } = dataStorage(org);
  if (used >= max) throw rowFailure('STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', []);
}

/**
 * Refuses what changes data while the org is read-only for a maintenance; `Organization.IsReadOnly` tells. [K] the text,
 * and that it is a failure of the row. The org itself, which is how the console works, goes on. Throws a RowFailure.
 */
export function checkWritable(database: OrgDatabase, userId: string): void {
  if (userId === SEED.organization) return;
  if (database.records.get('Organization', SEED.organization)?.['IsReadOnly'] !== true) return;
  const message = "You can't create, update, or delete data while the instance is under maintenance. Try again later.";
  throw rowFailure('INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', message, []);
}

function takesStorage({ name, custom }: SObjectType): boolean {
  return custom || STORED.includes(name);
}
