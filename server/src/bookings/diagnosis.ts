import type { Cause, DataKind, RowFault } from '../salesforce/errors.ts';

/**
 * Why a booking is not in Salesforce, for an admin: the same text in the API, the panel and the log. `sentence` says
 * what happened to what, `fix` what to do.
 */
export interface Diagnosis {
  cause: Cause;
  /** Salesforce's errorCode, or one of ours. */
  code: string;
  /** What kind of data fault it is, where the cause is data. */
  kind?: DataKind;
  sentence: string;
  fix: string;
  page?: string;
  object?: string;
  field?: { name: string; label: string };
  value?: string;
  /** The text of the validation rule, or the name of the duplicate rule, flow or trigger. */
  rule?: string;
  /** What Salesforce itself said, verbatim. */
  salesforceMessage?: string;
}

/** The text as a whole sentence on one line: texts of Salesforce end with a full stop or without, and hold line ends. */
export function asSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /[.!?…]["”]?$/.test(line) ? line : `${line}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
  return { ...first, sentence: [first, ...others].map((diagnosis) => diagnosis.sentence).join(' ') };
}

function diagnoseFault(fault: RowFault, context: FaultContext): Diagnosis {
  const name = fault.fields[0];
  const label = (name && context.labelOf(name)) ?? fault.label ?? name;
  const sent = name === undefined ? undefined : context.values[name];
  const value = fault.value ?? (typeof sent === 'string' || typeof sent === 'number' ? String(sent) : undefined);
  const rule =
    fault.kind === 'validationRule' ? fault.message : ((fault.duplicateRule?.name || fault.automation) ?? undefined);
  const words = faultWords(fault, { ...context, fieldLabel: label, value });
  const where = context.page === undefined ? '' : ` (booking page "${context.page}")`;
  return {
    cause: 'data',
    code: fault.errorCode,
    kind: fault.kind,
    sentence: asSentence(`${capitalised(words.sentence.trim().replace(/\.$/, ''))}${where}`),
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

function faultWords(fault: RowFault, context: WordsContext): { sentence: string; fix: string } {
  const { object, value } = context;
  const field = context.fieldLabel ? `the field ${context.fieldLabel}` : 'a field';
  const shown = value ? `"${value.length > 100 ? `${value.slice(0, 100).toWellFormed()}…` : value}"` : 'the value';
  const said = fault.message.trim() || 'Salesforce gave no reason';
  const inSetup = `Setup › Object Manager › ${object}`;
  switch (fault.kind) {
    case 'validationRule':
      return {
        sentence: `A validation rule on ${object} refused the record${context.fieldLabel ? ` at ${field}` : ''}: "${said}"`,
        fix: `In ${inSetup} › Validation Rules, find the rule with this error text. Map the field it asks for, except the API User from it, or deactivate it; then press Retry.`,
      };
    case 'requiredField': {
      const labels = fault.fields.map((name) => context.labelOf(name) ?? name).join(', ');
      return {
        sentence: `${object} requires ${labels || 'a field'}, and the booking has no value for it`,
        fix: `Map a booking field or a fixed value to it, or in ${inSetup} › Fields make it optional or give it a default value (required on the page layout binds people only); then press Retry.`,
      };
    }
    case 'tooLong':
      return {
        sentence: `${shown} is too long for ${field} of ${object}${fault.maxLength ? `, which holds ${fault.maxLength} characters` : ''}`,
        fix: `Make the field longer in ${inSetup} › Fields, or map a shorter value; then press Retry.`,
      };
    case 'picklist':
      return {
        sentence: `${shown} is not a value of the restricted picklist in ${field} of ${object}`,
        fix: `Add the value to the picklist in ${inSetup} › Fields, or change the mapping; then press Retry.`,
      };
    case 'email':
      return {
        sentence: `Salesforce does not accept ${shown} as an e-mail address in ${field} of ${object}`,
        fix: 'Correct the address where it was booked and send the booking again; it is tried then by itself.',
      };
    case 'duplicateRule':
      return {
        sentence: `The duplicate rule ${fault.duplicateRule?.name ?? ''} found records like this ${object}, and does not allow saving it`,
        fix: `In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found; then press Retry.`,
      };
    case 'duplicateValue':
      return {
        sentence: `Another record${fault.recordId ? ` (${fault.recordId})` : ''} already holds a value that must be unique in ${field} of ${object}`,
        fix: 'Clear the value in the other record or merge the two; then press Retry.',
      };
    case 'deleted':
    case 'notFound':
      return {
        sentence: `The ${object} that this booking belongs to was deleted in Salesforce. It was not created again`,
        fix: `Restore the ${object} from the Recycle Bin and press Retry; or press Retry to have a new one made.`,
      };
    case 'converted':
      return {
        sentence: 'The Lead was converted in the meantime and can no longer be changed',
        fix: 'Press Retry: the Contact that it became is used then.',
      };
    case 'permission':
    case 'fieldSecurity':
      return {
        sentence: `The API User may not write ${context.fieldLabel ? field : 'this record'} of ${object}`,
        fix: 'Assign the permission set "Inlet API User" to the API User, or give it access to the record; then press Retry.',
      };
    case 'inactiveOwner':
      return {
        sentence: `The owner chosen for the ${object} is an inactive Salesforce user`,
        fix: 'Reactivate the user, or match the booking owner to another user; then press Retry.',
      };
    case 'flow':
    case 'trigger':
      return {
        sentence: `${fault.kind === 'flow' ? 'The flow' : 'The Apex trigger'} ${fault.automation ?? ''} failed while the ${object} was saved: ${said}`,
        fix: 'Hand this text to whoever maintains that automation. When it is repaired, press Retry.',
      };
    case 'schema':
      return {
        sentence: `Salesforce does not know ${context.fieldLabel ? field : 'a field'} of ${object}, or hides it from the API User: ${said}`,
        fix: 'Check that the field still exists and that the permission set "Inlet API User" grants it; then press Retry.',
      };
    default:
      return {
        sentence: `Salesforce refused the ${object}${context.fieldLabel ? ` at ${field}` : ''}: ${said}`,
        fix: 'Repair what the message names, in Salesforce or in the mapping; then press Retry.',
      };
  }
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
