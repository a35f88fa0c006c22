import type { DataKind } from '../salesforce/errors.ts';
import { text, type Text, type TextParam } from '../texts/text.ts';
import type { NamedFault } from './diagnosis.ts';
import type { FoundRules, NamedRule } from './fault-rules.ts';

export interface WordedFault {
  fault: NamedFault;
  object: string;
  objectLabel: string;
  /** What the org's rules tell of it; undefined where they are not known. */
  found: FoundRules | undefined;
}

export interface Words {
  sentence: Text;
  /** What follows from the org's rules. */
  more: Text[];
  fix: Text;
}

/** What happened to what, and what to do where. Pure. */
export function faultWords(worded: WordedFault): Words {
  const { fault, found } = worded;
  const params = paramsOf(worded);
  const words = (key: WordsKey, changes?: Record<string, TextParam>): Words => ({
    sentence: text(`fault.${key}`, { ...params, ...changes }),
    more: [],
    fix: text(`fault.${key}.fix`, { ...params, ...changes }),
  });
  switch (fault.kind) {
    case 'validationRule':
      return validationRuleWords(worded, params, words);
    case 'duplicateRule':
      return duplicateRuleWords(worded, words);
    case 'flow':
    case 'trigger':
      return automationWords(fault, found?.rules ?? [], words);
    case 'permission':
      return words(permissionKey(worded), { field: params['label']! });
    case 'notFound':
      return words('deleted');
    case 'schema':
      return words(fault.errorCode === 'INVALID_TYPE' ? 'objectUnknown' : 'schema');
    case 'fieldIntegrity':
    case 'other':
      return words('other', { field: params['label']! });
    default:
      return words(fault.kind);
  }
}

/** Every kind but those that are told by other words. */
type WordsKey =
  | Exclude<DataKind, 'fieldIntegrity' | 'flow' | 'notFound' | 'trigger'>
  | 'duplicateRuleOneOf'
  | 'flowFailed'
  | 'objectUnknown'
  | 'permission.object'
  | 'permission.policy'
  | 'sharing'
  | 'sharing.event'
  | 'sharing.other'
  | 'triggerFailed'
  | 'validationRuleNamed'
  | 'validationRuleOther';

type Params = Record<string, TextParam>;

/** What any of the texts may name. Where something is not known, `has…` is `no` or a general word stands for it. */
function paramsOf({ fault, objectLabel }: WordedFault): Params {
  const { labels, fields, value } = fault;
  const label = labels[0] ? labelled(labels[0], fields[0]) : '';
  const shown = value && value.length > 100 ? `${value.slice(0, 100).toWellFormed()}…` : value;
  const said = fault.message.trim() || text('fault.noReason');
  return {
    object: objectLabel,
    hasField: labels[0] ? 'yes' : 'no',
    label,
    field: label ? text('fault.theField', { label }) : text('fault.aField'),
    fields: labels.map((label, index) => labelled(label, fields[index])).join(', ') || text('fault.aField'),
    value: shown ? text('fault.quoted', { value: shown }) : text('fault.theValue'),
    hasLimit: fault.maxLength ? 'yes' : 'no',
    limit: String(fault.maxLength ?? ''),
    hasRecord: fault.recordId ? 'yes' : 'no',
    record: fault.recordId ?? '',
    recordType: fault.recordType ?? shown ?? '',
    hasRecordType: (fault.recordType ?? shown) ? 'yes' : 'no',
    said: typeof said === 'string' ? said.replace(/\.$/, '') : said,
  };
}

/** Labels of custom fields are not unique; the API name is. */
function labelled(label: string, name: string | undefined): string {
  return name !== undefined && name !== label && /__\w+$/.test(name) ? `${label} (${name})` : label;
}

function list(names: string[]): Record<string, TextParam> {
  return {
    hasSeveral: names.length > 1 ? 'yes' : 'no',
    hasSuspects: names.length > 0 ? 'yes' : 'no',
    names: names.map((value) => text('fault.quoted', { value })),
  };
}

type Worder = (key: WordsKey, changes?: Record<string, TextParam>) => Words;

function validationRuleWords({ fault, objectLabel, found }: WordedFault, params: Params, words: Worder): Words {
  const changes = { field: params['label']!, said: fault.message.trim() || text('fault.noReason') };
  if (!found) return words('validationRule', changes);
  if (found.rules.length > 0) {
    return words('validationRuleNamed', { ...changes, ...list(found.rules.map(({ name }) => name)) });
  }
  const told = words('validationRuleOther', { ...changes, ...list(found.suspects) });
  return { ...told, more: [text('fault.noRuleSays', { object: objectLabel })] };
}

function duplicateRuleWords({ fault, found }: WordedFault, words: Worder): Words {
  const names = found?.rules.map(({ name }) => name) ?? [];
  if (names.length > 1) return words('duplicateRuleOneOf', list(names));
  const name = names[0] ?? fault.duplicateRule?.name;
  return words('duplicateRule', { rule: name ? text('fault.quoted', { value: name }) : '' });
}

/** Whatever the automation was at, and the error inside of it rather than the frame around that. */
function automationWords(fault: NamedFault, rules: NamedRule[], words: Worder): Words {
  const { inner, element, event, line } = fault;
  const doing = /^(create|update|delete|look up)\b/.exec(element ?? '')?.[1]?.replace('look up', 'lookUp') as
    'create' | 'update' | 'delete' | 'lookUp' | undefined;
  const inside = rules.find(({ kind }) => kind === 'validationRule');
  const name = rules.find(({ kind }) => kind === fault.kind)?.name ?? fault.automation;
  const told = words(fault.kind === 'flow' ? 'flowFailed' : 'triggerFailed', {
    automation: name ? text('fault.quoted', { value: name }) : '',
    hasDoing: element ? 'yes' : 'no',
    doing: element ? text(`fault.flow.${doing ?? 'element'}`, { element }) : '',
    hasEvent: event ? 'yes' : 'no',
    event: event ?? '',
    hasLine: line ? 'yes' : 'no',
    line: line ?? '',
    ...(inner ? { said: inner.message.replace(/\.$/, '') } : {}),
  });
  if (!inside) return told;
  return { ...told, more: [text('fault.insideRule', { rule: inside.name, object: inside.object ?? '' })] };
}

/** An object's permission, a record's sharing and a policy come under one kind; each is mended elsewhere. */
function permissionKey({ fault, object }: WordedFault): WordsKey {
  const { errorCode } = fault;
  if (errorCode === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY') return 'permission.object';
  if (errorCode.startsWith('TXN_SECURITY')) return 'permission.policy';
  if (errorCode === 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY') return 'sharing.other';
  if (errorCode !== 'INSUFFICIENT_ACCESS_OR_READONLY' || fault.fields.length > 0) return 'permission';
  // Modify All on Lead or Contact is in the permission set; for Events there is no such permission.
  return object === 'Event' ? 'sharing.event' : 'sharing';
}
