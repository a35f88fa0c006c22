import { sentences, text, type Text } from '../../texts/text.ts';
import { classifyRow, connectionError, limitError } from '../../salesforce/classify.ts';
import type { SalesforceError } from '../../salesforce/errors.ts';
import type { OrgRules } from '../../salesforce/org-rules.ts';
import type { OrgSchema, RowError, Subresponse } from '../../salesforce/types.ts';
import { diagnoseFaults, type Diagnosis, type FaultContext } from '../diagnosis.ts';
import type { DeliveredRecords } from '../plan/plan-person.ts';
import type { BookingPlan, Operation } from '../plan/plan.ts';
import { valueOf } from './read-back.ts';
import { duplicateHeader } from '../plan/headers.ts';
import type { SentPlan } from './send-plans.ts';

/** How an attempt ended for one booking. `records` is what stands in Salesforce after it. */
export type Outcome =
  | { kind: 'delivered'; records: DeliveredRecords }
  | { kind: 'held'; records: DeliveredRecords; diagnosis: Diagnosis }
  /** Passes by itself, or after a fresh look at the org; costs an attempt. */
  | { kind: 'retry'; records: DeliveredRecords; diagnosis: Diagnosis; lookAgain: boolean }
  /** No fault of this booking; costs no attempt. `alone`: a booking of the same person may be at fault. */
  | { kind: 'again'; records: DeliveredRecords; reason: Text; alone: boolean }
  /** Concerns the org; the booking waits with it. */
  | { kind: 'org'; records: DeliveredRecords; error: SalesforceError };

export interface OutcomeContext {
  schema: OrgSchema;
  /** How the admin knows the booking page. */
  page: string | undefined;
  before: DeliveredRecords;
  /** Attempts that failed before this one. */
  attempts: number;
  /** The org's own rules, where they are known already. */
  rules?: OrgRules | undefined;
}

const shared = text('again.shared');

/** What the answers to a booking's operations come to. Pure. */
export function outcomeOf(booking: BookingPlan, sent: SentPlan, context: OutcomeContext): Outcome {
  if (sent.envelopeError) {
    if (sent.plan.bookings.length > 1) return { kind: 'again', records: context.before, reason: shared, alone: true };
    return { kind: 'held', records: context.before, diagnosis: envelopeDiagnosis(sent.envelopeError, context.page) };
  }
  const answers = booking.operations.map((operation) => ({
    operation,
    response: sent.responses.get(operation.reference),
  }));
  const failed = answers.filter(
    ({ operation, response }) => !response || (response.errors.length > 0 && !isDeletedAlready(operation, response)),
  );
  const after = () => recordsAfter(answers, context.before, booking.person);
  if (failed.length === 0) return { kind: 'delivered', records: after() };
  // In a graph nothing stands when one node failed; in a /composite what succeeded does.
  const records = sent.atomic ? context.before : after();
  const causes = failed.map(({ operation, response }) => ({ operation, row: classifyRow(response?.errors ?? []) }));
  const culprit = causes.find(({ row }) => row.cause !== 'halted');
  if (!culprit) {
    const alone = sent.atomic && sent.plan.bookings.length > 1 && graphHasCulprit(sent);
    return { kind: 'again', records, reason: text('again.halted'), alone };
  }
  const { operation, row } = culprit;
  if (row.cause === 'connection') {
    return { kind: 'org', records, error: connectionError(row.kind, row.error.errorCode, row.error.message) };
  }
  if (row.cause === 'limit') {
    return { kind: 'org', records, error: limitError(row.kind, row.error.errorCode, row.error.message) };
  }
  if (sent.atomic && sent.plan.bookings.length > 1) {
    return { kind: 'again', records, reason: shared, alone: true };
  }
  if (row.cause !== 'data') {
    return {
      kind: 'retry',
      records,
      diagnosis: passing(row.error, operation, context),
      lookAgain: false,
    };
  }
  const diagnosis = diagnoseFaults(row.faults, faultContext(operation, context));
  // A graph goes without headers where no duplicate rule is known to ask for them: one that is new is then learned of.
  const lacksHeader = sent.atomic && diagnosis.kind === 'duplicateRule' && duplicateHeader in operation.headers;
  return (lacksHeader && context.attempts === 0) || worthAnotherLook(diagnosis, operation, context.attempts)
    ? { kind: 'retry', records: withoutPerson(records, operation), diagnosis, lookAgain: true }
    : { kind: 'held', records, diagnosis };
}

/** What the org's schema and the attempt tell of a refused operation. */
export function faultContext(
  { object, values }: Operation,
  { schema, page, rules }: Pick<OutcomeContext, 'schema' | 'page' | 'rules'>,
): FaultContext {
  const described = schema.objects.get(object);
  const fields = described?.fields;
  const recordTypes = [...(described?.recordTypes ?? []), ...(described?.otherRecordTypes ?? [])];
  return {
    page,
    object,
    objectLabel: described?.label,
    labelOf: (field) => fields?.get(field)?.label,
    fieldLabelled: (label) => [...(fields?.values() ?? [])].find((field) => field.label === label)?.name,
    recordTypeName: (id) => recordTypes.find((type) => type.id.slice(0, 15) === id.slice(0, 15))?.name,
    values,
    rules,
  };
}

/**
 * Faults that a fresh look at the org may cure: a match that was deleted, converted or merged between look-up and write,
 * a schema or an owner remembered too long, two writers of one external id. Once; then it is the admin's.
 */
function worthAnotherLook(diagnosis: Diagnosis, operation: Operation, attempts: number): boolean {
  if (attempts > 0) return false;
  const eventStood = operation.object === 'Event' && 'id' in operation.target;
  switch (diagnosis.kind) {
    case 'schema':
    case 'recordType':
    case 'requiredField':
    case 'fieldSecurity':
    case 'inactiveOwner':
    case 'duplicateValue':
      return true;
    case 'deleted':
    case 'notFound':
    case 'converted':
    case 'reference':
      return !eventStood;
    default:
      return false;
  }
}

/** A deletion that finds nothing has what it wanted: it was repeated, or a rep was faster. */
function isDeletedAlready(operation: Operation, response: Subresponse): boolean {
  if (operation.action !== 'delete') return false;
  const row = classifyRow(response.errors);
  return row.cause === 'data' && ['deleted', 'notFound'].includes(row.faults[0].kind);
}

function withoutPerson(records: DeliveredRecords, operation: Operation): DeliveredRecords {
  if (operation.object === 'Event' && 'id' in operation.target) return records;
  const { person: _person, account: _account, ...rest } = records;
  return rest;
}

function graphHasCulprit(sent: SentPlan): boolean {
  return sent.plan.operations.some((operation) => {
    const response = sent.responses.get(operation.reference);
    return response !== undefined && response.errors.length > 0 && classifyRow(response.errors).cause !== 'halted';
  });
}

function recordsAfter(
  answers: { operation: Operation; response: Subresponse | undefined }[],
  before: DeliveredRecords,
  person: BookingPlan['person'],
): DeliveredRecords {
  const records = { ...before };
  for (const { operation, response } of answers) {
    if (!response || (response.errors.length > 0 && !isDeletedAlready(operation, response))) continue;
    const id = savedId(operation, response);
    if (operation.object === 'Event') {
      if (operation.action === 'delete') delete records.event;
      else if (id) records.event = { id };
    } else if (operation.object === 'Case') {
      if (id) records.case = { id };
    } else if (operation.object === 'Account' || operation.object === 'PersonAccount') {
      if (id && operation.action === 'upsert') Object.assign(records, accountAfter(operation, response, id, before));
    } else if (id && (operation.object === 'Lead' || operation.object === 'Contact')) {
      const created = wasCreated(response) || (before.person?.id === id && before.person.created === true);
      records.person = { object: operation.object, id, ...(created ? { created: true as const } : {}) };
    }
  }
  const beside = answers.filter(({ operation }) => operation.action === 'create');
  // The Event alone does not make the booking complete: what failed beside it is still to be done.
  if (beside.some(({ response }) => (response?.errors.length ?? 1) > 0)) records.unfinished = true;
  else delete records.unfinished;
  if (person) records.person ??= person;
  // A person who was found and had nothing to fill has no operation of their own; the Event names them.
  const event = answers.find(({ operation }) => operation.object === 'Event')?.operation;
  const whoId = event?.values['WhoId'];
  if (!records.person && typeof whoId === 'string') {
    records.person = { object: whoId.startsWith('00Q') ? 'Lead' : 'Contact', id: whoId };
  }
  return records;
}

/** What an upsert of an Account leaves: a Person Account is a person besides, by the Contact behind it. */
function accountAfter(
  operation: Operation,
  response: Subresponse,
  id: string,
  before: DeliveredRecords,
): Pick<DeliveredRecords, 'account' | 'person'> {
  const isCreated = wasCreated(response) || (before.account?.id === id && before.account.created === true);
  const created = isCreated ? { created: true as const } : {};
  if (operation.object === 'Account') return { account: { id, ...created } };
  const contactId = valueOf(response.body, operation.readBack ?? '');
  return {
    account: { id, isPerson: true, ...created },
    ...(typeof contactId === 'string' ? { person: { object: 'Contact', id: contactId, ...created } } : {}),
  };
}

function savedId(operation: Operation, response: Subresponse): string | undefined {
  const { body } = response;
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  return 'id' in operation.target ? operation.target.id : undefined;
}

/** An upsert tells whether it made the record or found one. */
function wasCreated({ body }: Subresponse): boolean {
  return typeof body === 'object' && body !== null && 'created' in body && body.created === true;
}

/** A server that is away may answer with a page of HTML, which tells nobody anything. */
function passing({ errorCode: code, message }: RowError, operation: Operation, context: OutcomeContext): Diagnosis {
  const { page, schema } = context;
  const { object } = operation;
  const said = message.trim() === '' || message.trim().startsWith('<') ? text('fault.noReason') : message;
  return {
    cause: 'transient',
    code,
    object,
    ...(page === undefined ? {} : { page }),
    sentence: sentences(text('fault.passing', { object: schema.objects.get(object)?.label ?? object, said })),
    fix: text('fault.passing.fix'),
    salesforceMessage: message,
  };
}

function envelopeDiagnosis(error: SalesforceError, page: string | undefined): Diagnosis {
  return {
    cause: 'data',
    code: error.code,
    ...(page === undefined ? {} : { page }),
    sentence: sentences(error.detail, text('fault.ownEnvelope')),
    fix: text('fault.reportToOperator'),
  };
}
