import type { OrgSchema } from '../../salesforce/types.ts';
import { objectName } from '../../texts/object-name.ts';
import { text, type Text } from '../../texts/text.ts';
import type { PageRules } from '../creation-rules.ts';
import type { MappedObject } from './field-mapping.ts';
import { shortId } from './org-records.ts';

const recordTypeRules = [
  ['leadRecordType', 'Lead'],
  ['contactRecordType', 'Contact'],
  ['accountRecordType', 'Account'],
  ['personAccountRecordType', 'PersonAccount'],
  ['caseRecordType', 'Case'],
  ['eventRecordType', 'Event'],
] as const;

/** The record types of rules that the API User may not give, or that make something else. */
export function checkRecordTypes(rules: PageRules, schema: OrgSchema): { name: keyof PageRules; message: Text }[] {
  return recordTypeRules.flatMap(([name, object]) => {
    const id = rules[name];
    const types = schema.objects.get(object)?.recordTypes ?? [];
    if (id === null || types.some((type) => shortId(type.id) === shortId(id))) return [];
    return [{ name, message: wrongRecordType(id, object, schema) }];
  });
}

/** Accounts have record types of two kinds, and the one makes what the other does not. */
function wrongRecordType(id: string, object: MappedObject, schema: OrgSchema): Text {
  if (object === 'PersonAccount' && !hasPersonAccounts(schema)) return text('settings.noPersonAccounts');
  const ofOthers = { Account: 'PersonAccount', PersonAccount: 'Account' } as Partial<
    Record<MappedObject, MappedObject>
  >;
  const other = schema.objects
    .get(ofOthers[object] ?? '')
    ?.recordTypes.find((type) => shortId(type.id) === shortId(id));
  if (!other) return text('settings.noRecordType', { id, object: objectName(object) });
  const key = object === 'PersonAccount' ? 'settings.businessRecordType' : 'settings.personRecordType';
  return text(key, { name: other.name });
}

/** Whether the org has Person Accounts switched on. */
export function hasPersonAccounts(schema: OrgSchema): boolean {
  return schema.objects.has('PersonAccount');
}
