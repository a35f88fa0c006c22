import type { Cause, DataKind, RowFault } from '../salesforce/errors.ts';
import type { OrgRules } from '../salesforce/org-rules.ts';
import { setupUrl } from '../salesforce/setup-url.ts';
import { inWords, sentences, text, type Language, type Text } from '../texts/text.ts';
import { isExplainedByRules, rulesBehind, type NamedRule } from './fault-rules.ts';
import { setupPathOf } from './fault-setup.ts';
import { faultWords, type WordedFault } from './fault-words.ts';

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
  /** The text of the validation rule, or the name of the duplicate rule, flow or trigger, as the error has it. */
  rule?: string;
  /** Which of the org's own rules refused the record, where that is known; several where they cannot be told apart. */
  rules?: NamedRule[];
  /** The page of Salesforce Setup where it is mended, below the org's address. */
  setupPath?: string;
  /** What Salesforce itself said, verbatim. */
  salesforceMessage?: string;
  /** What the words are made of; kept while the org's rules, which would tell more, are not known. */
  refusal?: Refusal;
}

/** A refused record, with all that is needed to say it. */
export interface Refusal {
  page?: string;
  object: string;
  objectLabel: string;
  faults: [NamedFault, ...NamedFault[]];
}

/** A fault with what the org's schema tells of it. */
export interface NamedFault extends RowFault {
  /** The fields' labels, in their order. */
  labels: string[];
  /** The name of the record type that was refused. */
  recordType?: string;
}

/** What is known about the write that was refused. */
export interface FaultContext {
  page: string | undefined;
  object: string;
  /** The object's label, from describe; its API name where that is not known. */
  objectLabel?: string | undefined;
  /** Label of a field by its API name, from describe. */
  labelOf: (field: string) => string | undefined;
  /** API name of a field by its label: some errors tell only that. */
  fieldLabelled?: (label: string) => string | undefined;
  /** Name of a record type by its id, from describe. */
  recordTypeName?: (id: string) => string | undefined;
  /** What was sent. */
  values: Record<string, unknown>;
  /** The org's own rules, as they were read before. */
  rules?: OrgRules | undefined;
}

/** Turns a refused row into words. The first fault leads; further ones are appended to the sentence. */
export function diagnoseFaults(faults: [RowFault, ...RowFault[]], context: FaultContext): Diagnosis {
  const [first, ...others] = faults;
  // Of what is not described, the API name is the English label in one word: CampaignMember.
  const { page, object, objectLabel = object.replace(/([a-z])([A-Z])/g, '$1 $2') } = context;
  const refusal: Refusal = {
    ...(page === undefined ? {} : { page }),
    object,
    objectLabel,
    faults: [nameFault(first, context), ...others.map((fault) => nameFault(fault, context))],
  };
  return diagnoseRefusal(refusal, context.rules, false);
}

/**
 * The diagnosis with the org's rules by name; the same where they tell nothing. `areCurrent`: they were read after the
 * refusal, so that a rule which they lack is not behind it. Pure, and never another cause: its key stays what it was.
 */
export function explained(diagnosis: Diagnosis, rules: OrgRules, areCurrent: boolean): Diagnosis {
  return diagnosis.refusal ? diagnoseRefusal(diagnosis.refusal, rules, areCurrent) : diagnosis;
}

/** Whether the org's rules would tell more of it. */
export function wantsRules(diagnosis: Diagnosis): boolean {
  return diagnosis.refusal !== undefined;
}

function diagnoseRefusal(refusal: Refusal, rules: OrgRules | undefined, areCurrent: boolean): Diagnosis {
  const { page, object, faults } = refusal;
  const told = faults.map((fault) => tell(fault, refusal, rules, areCurrent));
  const lead = told[0]!;
  const fault = faults[0];
  const name = fault.fields[0];
  const named = told.flatMap(({ found }) => found?.rules ?? []);
  const rule =
    fault.kind === 'validationRule' ? fault.message : ((fault.duplicateRule?.name || fault.automation) ?? undefined);
  const setupPath = setupPathOf(fault, object, lead.found);
  const first = page === undefined ? lead.sentence : text('fault.onPage', { fault: lead.sentence, page });
  const sentence = sentences(first, ...lead.more, ...told.slice(1).flatMap((one) => [one.sentence, ...one.more]));
  return {
    cause: 'data',
    code: fault.errorCode,
    kind: fault.kind,
    sentence,
    fix: lead.fix,
    ...(page === undefined ? {} : { page }),
    object,
    ...(name === undefined ? {} : { field: { name, label: fault.labels[0] ?? name } }),
    ...(fault.value === undefined ? {} : { value: fault.value }),
    ...(rule ? { rule } : {}),
    ...(named.length > 0 ? { rules: named } : {}),
    ...(setupPath === undefined ? {} : { setupPath }),
    salesforceMessage: fault.message,
    ...(faults.some((one, index) => isExplainedByRules(one) && !told[index]!.found) ? { refusal } : {}),
  };
}

function tell(fault: NamedFault, { object, objectLabel }: Refusal, rules: OrgRules | undefined, areCurrent: boolean) {
  const found = rules && rulesBehind(fault, object, rules, areCurrent);
  const worded: WordedFault = { fault, object, objectLabel, found };
  return { found, ...faultWords(worded) };
}

function nameFault(fault: RowFault, context: FaultContext): NamedFault {
  const byLabel = fault.fields.length === 0 && fault.label ? context.fieldLabelled?.(fault.label) : undefined;
  const fields = byLabel ? [byLabel] : fault.fields;
  const labels = fields.map(
    (field, index) => context.labelOf(field) ?? (index === 0 ? fault.label : undefined) ?? field,
  );
  const sent = fields[0] === undefined ? undefined : context.values[fields[0]];
  const value = fault.value ?? (typeof sent === 'string' || typeof sent === 'number' ? String(sent) : undefined);
  const recordType = fault.kind === 'recordType' && value ? context.recordTypeName?.(value) : undefined;
  return {
    ...fault,
    fields,
    labels: labels.length > 0 ? labels : fault.label ? [fault.label] : [],
    ...(value === undefined ? {} : { value }),
    ...(recordType === undefined ? {} : { recordType }),
  };
}

/**
 * As the API shows it: in words, and what a person reads first comes first (jsonb keeps no order of its own). `orgUrl` is
 * where the org's own pages are; without it none is linked.
 */
export function diagnosisView(diagnosis: Diagnosis, language: Language, orgUrl = '') {
  const { cause, code, sentence, fix, rules, setupPath, refusal: _, ...rest } = diagnosis;
  return {
    cause,
    code,
    sentence: inWords(sentence, language),
    fix: inWords(fix, language),
    ...rest,
    ...(rules && orgUrl
      ? { rules: rules.map(({ kind, name, path }) => ({ kind, name, setupUrl: setupUrl(orgUrl, path) })) }
      : {}),
    ...(setupPath && orgUrl ? { setupUrl: setupUrl(orgUrl, setupPath) } : {}),
  };
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
