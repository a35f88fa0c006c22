import type { Cause, DataKind, RowFault } from '../salesforce/errors.ts';
import { objectName } from '../texts/object-name.ts';
import { inWords, sentences, text, type Language, type Text, type TextParam } from '../texts/text.ts';

/**
 * Why a booking is not in Salesforce, for an admin: the same in the API, the panel and the log. `sentence` says what
 * happened to what, `fix` what to do.
 */
export interface Diagnosis {
  cause: Cause;
  /** Salesforce's errorCode, or one of ours. */
  code: string;
  /** What kind of data fault it is, where the cause is data. */
  kind?: DataKind;
  sentence: Text;
  fix: Text;
  page?: string;
  object?: string;
  field?: { name: string; label: string };
  value?: string;
  /** The text of the validation rule, or the name of the duplicate rule, flow or trigger. */
  rule?: string;
  /** What Salesforce itself said, verbatim. */
  salesforceMessage?: string;
}

/** What is known about the write that was refused. */
export interface FaultContext {
  page: string | undefined;
  object: string;
  /** Label of a field by its API name, from describe. */
  labelOf: (field: string) => string | undefined;
  /** What was sent. */
  values: Record<string, unknown>;
}

/** Turns a refused row into words. The first fault leads; further ones are appended to the sentence. */
export function diagnoseFaults(faults: [RowFault, ...RowFault[]], context: FaultContext): Diagnosis {
  const diagnoses = faults.map((fault) => diagnoseFault(fault, context));
  const [first, ...others] = diagnoses as [Diagnosis, ...Diagnosis[]];
  if (others.length === 0) return first;
  return { ...first, sentence: sentences(...diagnoses.map((diagnosis) => diagnosis.sentence)) };
}

function diagnoseFault(fault: RowFault, context: FaultContext): Diagnosis {
  const name = fault.fields[0];
  const label = (name && context.labelOf(name)) ?? fault.label ?? name;
  const sent = name === undefined ? undefined : context.values[name];
  const value = fault.value ?? (typeof sent === 'string' || typeof sent === 'number' ? String(sent) : undefined);
  const rule =
    fault.kind === 'validationRule' ? fault.message : ((fault.duplicateRule?.name || fault.automation) ?? undefined);
  const words = faultWords(fault, { ...context, fieldLabel: label, value });
  return {
    cause: 'data',
    code: fault.errorCode,
    kind: fault.kind,
    sentence: sentences(
      context.page === undefined ? words.sentence : text('fault.onPage', { fault: words.sentence, page: context.page }),
    ),
    fix: words.fix,
    ...(context.page === undefined ? {} : { page: context.page }),
    object: context.object,
    ...(name === undefined ? {} : { field: { name, label: label ?? name } }),
    ...(value === undefined ? {} : { value }),
    ...(rule ? { rule } : {}),
    salesforceMessage: fault.message,
  };
}

interface WordsContext extends FaultContext {
  fieldLabel: string | undefined;
  value: string | undefined;
}

function faultWords(fault: RowFault, context: WordsContext): { sentence: Text; fix: Text } {
  const { value, fieldLabel } = context;
  const object = objectName(context.object);
  const hasField = fieldLabel ? 'yes' : 'no';
  const field = fieldLabel ? text('fault.theField', { label: fieldLabel }) : text('fault.aField');
  const shown = value && value.length > 100 ? `${value.slice(0, 100).toWellFormed()}…` : value;
  const said = fault.message.trim() || text('fault.noReason');
  const end = typeof said === 'string' ? said.replace(/\.$/, '') : said;
  const params: Record<string, TextParam> = {
    object,
    field,
    value: shown ? text('fault.quoted', { value: shown }) : text('fault.theValue'),
  };
  const named = { object, hasField, field: fieldLabel ?? '' };
  const words = (kind: SimpleKind, more?: Record<string, TextParam>) => ({
    sentence: text(`fault.${kind}`, { ...params, ...more }),
    fix: text(`fault.${kind}.fix`, { object }),
  });
  switch (fault.kind) {
    case 'validationRule':
      return words('validationRule', { ...named, said });
    case 'requiredField': {
      const labels = fault.fields.map((name) => context.labelOf(name) ?? name).join(', ');
      return words('requiredField', { fields: labels || text('fault.aField') });
    }
    case 'tooLong':
      return words('tooLong', { hasLimit: fault.maxLength ? 'yes' : 'no', limit: String(fault.maxLength ?? '') });
    case 'picklist':
      return words('picklist');
    case 'email':
      return words('email');
    case 'duplicateRule':
      return words('duplicateRule', { rule: fault.duplicateRule?.name ?? '' });
    case 'duplicateValue':
      return words('duplicateValue', { hasRecord: fault.recordId ? 'yes' : 'no', record: fault.recordId ?? '' });
    case 'deleted':
    case 'notFound':
      return words('deleted');
    case 'converted':
      return words('converted');
    case 'permission':
    case 'fieldSecurity':
      return permissionWords(fault, words('permission', named), context.object);
    case 'inactiveOwner':
      return words('inactiveOwner');
    case 'flow':
    case 'trigger':
      return {
        sentence: text(`fault.${fault.kind}`, { object, automation: fault.automation ?? '', said: end }),
        fix: text('fault.automation.fix'),
      };
    case 'schema':
      return words('schema', { said: end });
    default:
      return words('other', { ...named, said: end });
  }
}

/** An object's permission, a field's, and a record's sharing come under one kind; each is mended elsewhere. */
function permissionWords(fault: RowFault, words: { sentence: Text; fix: Text }, object: string) {
  if (fault.errorCode === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY') {
    return { ...words, sentence: text('fault.permission.object', { object: objectName(object) }) };
  }
  // Modify All on Lead or Contact is in the permission set; for Events there is no such permission.
  const isRecordsSharing = fault.errorCode.startsWith('INSUFFICIENT_ACCESS');
  return object === 'Event' && isRecordsSharing ? { ...words, fix: text('fault.permission.event.fix') } : words;
}

type SimpleKind =
  | 'validationRule'
  | 'requiredField'
  | 'tooLong'
  | 'picklist'
  | 'email'
  | 'duplicateRule'
  | 'duplicateValue'
  | 'deleted'
  | 'converted'
  | 'permission'
  | 'inactiveOwner'
  | 'schema'
  | 'other';

/** As the API shows it: in words, and what a person reads first comes first (jsonb keeps no order of its own). */
export function diagnosisView({ cause, code, sentence, fix, ...rest }: Diagnosis, language: Language) {
  return { cause, code, sentence: inWords(sentence, language), fix: inWords(fix, language), ...rest };
}

/** Two bookings with the same key fail for the same reason: what "retry all of a cause" will go by. */
export function causeKey(diagnosis: Diagnosis): string {
  return [
    diagnosis.cause,
    diagnosis.code,
    diagnosis.object ?? '',
    diagnosis.field?.name ?? '',
    diagnosis.rule ?? '',
  ].join('|');
}
