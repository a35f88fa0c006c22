import { request, type FieldProblem } from 'c/inletBackend';
import type { MappedObject, MappingSource, Settings, SettingsPart } from 'c/inletSettings';

export interface Person {
  id: string | null;
  name: string;
}

export interface SavedSettings {
  version: number;
  settings: Settings;
  /** The parts that an admin has saved, or confirmed as they were. */
  settled: SettingsPart[];
  savedBy: Person | null;
  savedAt: string | null;
  note: string | null;
}

export interface SchemaField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  createable: boolean;
  updateable: boolean;
  /** Active values. */
  picklistValues: string[];
  restricted: boolean;
  support: 'supported' | 'unsupported';
  why: string | null;
}

export interface SchemaObject {
  name: string;
  label: string;
  canCreate: boolean;
  canUpdate: boolean;
  recordTypes?: { id: string; name: string; isDefault: boolean }[];
  fields: SchemaField[];
}

/** What the API User sees of the org's objects. */
export interface Schema {
  readAt: string;
  objects: SchemaObject[];
  personAccounts: boolean;
}

export interface BookingFields {
  fields: { field: string; label: string; sample: string | null }[];
  questions: { question: string; count: number; sample: string | null; pages: string[] }[];
  pages: { id: string; name: string | null; bookings: number }[];
}

export interface ValidatedField {
  field: string;
  label: string;
  type: string;
  state: 'mapped' | 'fixed' | 'fallback' | 'unsupported';
  from: MappingSource | null;
  fallback: string | number | null;
  /** What the field is, where its name and type do not tell. */
  about: string | null;
  why: string | null;
  fix: string | null;
  suggestion: MappingSource | null;
  setupUrl: string | null;
}

export interface FieldValidation {
  objects: { name: MappedObject; label: string; fields: ValidatedField[] }[];
}

export type Scenario = 'stranger' | 'lead' | 'contact';

/** Where a previewed value comes from: a mapping, a stand-in, or Inlet itself. */
export type PreviewOrigin = MappingSource | { kind: 'fallback' } | { kind: 'inlet' };

export interface Preview {
  /** The newest booking; a made-up one, without an id, where there is none yet. */
  booking: {
    id: string | null;
    customer: { firstName?: string; lastName?: string; email?: string } | null;
    page: { id: string; name?: string } | null;
  };
  operations: {
    object: string;
    action: string;
    reason: string;
    values: { field: string; label: string; value: unknown; from: PreviewOrigin; refersTo?: string }[];
  }[];
  notes: string[];
  fallbacks: { object: string; label: string; value: string | number }[];
  /** Why the booking would be held; null where it would not. */
  diagnosis: { sentence: string; fix: string } | null;
}

export interface SettingsVersion {
  version: number;
  savedBy: Person | null;
  savedAt: string;
  note: string | null;
  changes: { path: string; before: unknown; after: unknown }[];
}

export interface Saved {
  version: number;
  warnings: FieldProblem[];
}

export function readSettings(): Promise<SavedSettings> {
  return request('GET', path);
}

/**
 * Saves a version, with a note where one is written.
 * @param settles the parts that are meant as they are now, changed or not
 * @throws InletError 400 with a problem a field, below `/settings`; 409 where somebody saved meanwhile.
 */
export function saveSettings(
  basedOn: number,
  settings: Settings,
  { settles, note }: { settles: SettingsPart[]; note: string },
): Promise<Saved> {
  return request('PUT', path, { basedOn, settings, settles, ...(note.trim() && { note: note.trim() }) });
}

/** What saving would refuse or warn of; nothing is stored. */
export async function checkSettings(
  settings: Settings,
): Promise<{ problems: FieldProblem[]; warnings: FieldProblem[] }> {
  return request('POST', `${path}/check`, { settings });
}

/** What a booking (the newest where none is given) would write with these settings. */
export function previewSettings(settings: Settings, scenario: Scenario, pageId: string): Promise<Preview> {
  return request('POST', `${path}/preview`, { settings, scenario, ...(pageId && { pageId }) });
}

/** Versions, the newest first; `next` is what to give as `before` for older ones. */
export function listVersions(before?: number): Promise<{ versions: SettingsVersion[]; next: number | null }> {
  return request('GET', `${path}/versions${before === undefined ? '' : `?before=${before}`}`);
}

export function restoreVersion(version: number, basedOn: number): Promise<Saved> {
  return request('POST', `${path}/versions/${version}/restore`, { basedOn });
}

export function exportSettings(): Promise<object> {
  return request('GET', `${path}/export`);
}

export function importSettings(document: unknown, basedOn: number): Promise<Saved> {
  return request('POST', `${path}/import`, { document, basedOn });
}

export function readSchema(): Promise<Schema> {
  return request('GET', '/v1/org/schema');
}

export function refreshSchema(): Promise<Schema> {
  return request('POST', '/v1/org/schema/refresh', {});
}

export function readFieldValidation(): Promise<FieldValidation> {
  return request('GET', '/v1/org/field-validation');
}

export function readBookingFields(): Promise<BookingFields> {
  return request('GET', '/v1/org/booking-fields');
}

const path = '/v1/org/settings';
