import type { Request, Router } from 'express';
import type { OrgUser } from '../api/identity.ts';
import type { SandboxState } from '../api/sandbox-state.ts';
import { translateObject } from '../metadata/object-translations.ts';
import { ApiError } from '../org/types.ts';
import type { QueryRecord } from '../org/types.ts';
import type { Field, SObjectType } from '../schema/types.ts';
import { objectLabels } from './shell-texts.ts';
import { viewerOf } from './viewer.ts';

const VERSION = '66.0';
const MOST_ROWS = 50;
/** What a page layout would leave out. */
const HIDDEN =
  /^(Id|IsDeleted|SystemModstamp|MasterRecordId|Jigsaw.*|PhotoUrl|.*ViewedDate|.*ReferencedDate|CleanStatus)$/;
const COLUMNS: Record<string, string[]> = {
  Lead: ['Name', 'Company', 'Email', 'Status', 'CreatedDate'],
  Contact: ['Name', 'Email', 'Phone', 'CreatedDate'],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'CreatedDate'],
};

interface Shown {
  label: string;
  text: string;
  url?: string;
}

/** Records and lists for the shell, with what the viewer may see of them. */
export function dataRoutes(router: Router, state: SandboxState): void {
  router.get('/data/records/:object/:id', (request: Request<{ object: string; id: string }>, response) => {
    const viewer = viewerOf(state, request);
    const caller = { userId: viewer.id };
    const object = objectOf(state, viewer, request.params.object, request.params.id);
    const record = state.org.retrieve(caller, object.name, request.params.id, undefined, VERSION);
    const shown = object.fields
      .filter(({ name, type }) => !HIDDEN.test(name) && type !== 'address')
      .filter(({ name }) => record[name] !== null && record[name] !== undefined && record[name] !== false)
      .map((field) => shownField(state, field, record[field.name], viewer.locale, viewer.timeZone));
    response.json({
      object: object.name,
      objectLabel: object.label,
      name: String(record['Name'] ?? record['Subject'] ?? record['CaseNumber'] ?? record.attributes.type),
      fields: shown,
    });
  });

  router.get('/data/object-infos/:object', (request: Request<{ object: string }>, response) => {
    const viewer = viewerOf(state, request);
    const { name, label, labelPlural, fields } = objectOf(state, viewer, request.params.object);
    response.json({
      apiName: name,
      ...{ label, labelPlural },
      ...objectLabels(viewer.language)[name],
      fields: Object.fromEntries(fields.map((field) => [field.name, { apiName: field.name, label: field.label }])),
    });
  });

  router.get('/data/lists/:object', (request: Request<{ object: string }>, response) => {
    const viewer = viewerOf(state, request);
    const object = objectOf(state, viewer, request.params.object);
    const wanted = COLUMNS[object.name] ?? ['Name', 'CreatedDate'];
    const columns = wanted.flatMap((name) => object.fields.find((field) => field.name === name) ?? []);
    const names = new Set(['Id', ...columns.map(({ name }) => name)]);
    const soql = `SELECT ${[...names].join(', ')} FROM ${object.name} ORDER BY CreatedDate DESC LIMIT ${MOST_ROWS}`;
    const { records } = state.org.query({ userId: viewer.id }, soql, {
      all: false,
      batchSize: MOST_ROWS,
      version: VERSION,
    });
    const row = (record: QueryRecord) =>
      columns.map((field, index) => {
        const shown = shownField(state, field, record[field.name], viewer.locale, viewer.timeZone);
        return index === 0
          ? { ...shown, text: shown.text || String(record['Id']), url: recordUrl(object.name, String(record['Id'])) }
          : shown;
      });
    response.json({ label: object.labelPlural, columns: columns.map(({ label }) => label), rows: records.map(row) });
  });
}

/** By name, or by the id's first characters where the page says `record`. Throws ApiError 404 for what the viewer has not. */
function objectOf(state: SandboxState, viewer: OrgUser, name: string, id = ''): SObjectType {
  const userId = viewer.id;
  const found =
    state.org.objectSeenBy({ userId }, name) ??
    state.org.objectsSeenBy({ userId }).find(({ keyPrefix }) => id !== '' && keyPrefix === id.slice(0, 3));
  if (!found) throw new ApiError(404, 'NOT_FOUND', `There is no object ${name} that you may see.`);
  return translateObject(found, state.metadata, viewer.language);
}

function shownField(state: SandboxState, field: Field, value: unknown, locale: string, timeZone: string): Shown {
  const { type } = field;
  // A layout says "Owner" where the describe says "Owner ID".
  const label = type === 'reference' ? field.label.replace(/ ID$/, '') : field.label;
  if (value === null || value === undefined) return { label, text: '' };
  const text = String(value);
  const language = locale.replace('_', '-');
  if (type === 'datetime') {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    return { label, text: format.format(new Date(text)) };
  }
  if (type === 'date') {
    return {
      label,
      text: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text)),
    };
  }
  if (type === 'boolean') return { label, text: value === true ? '✓' : '' };
  if (type === 'email') return { label, text, url: `mailto:${encodeURIComponent(text)}` };
  if (type === 'url') {
    const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
    return isWeb ? { label, text, url: text } : { label, text };
  }
  if (type !== 'reference') return { label, text };
  const target = state.org.objects().find(({ keyPrefix }) => keyPrefix === text.slice(0, 3));
  const name = target && nameOf(state, target, text);
  return name === undefined ? { label, text } : { label, text: name, url: recordUrl(target?.name ?? '', text) };
}

/** The name of a record that another one points to: a lookup shows it to whoever sees the lookup. */
function nameOf(state: SandboxState, object: SObjectType, id: string): string | undefined {
  const field = object.fields.find(({ nameField }) => nameField)?.name;
  if (!field) return undefined;
  try {
    return String(state.org.retrieve({ userId: state.identity.admin().id }, object.name, id, [field], VERSION)[field]);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function recordUrl(object: string, id: string): string {
  return `/lightning/r/${object}/${id}/view`;
}
