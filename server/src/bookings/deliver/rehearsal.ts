import { text } from '../../texts/text.ts';
import { classifyRow, errorOfRow } from '../../salesforce/classify.ts';
import { compositeLimits } from '../../salesforce/composite.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import { queryPath, recordPath, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { OrgSchema, Salesforce, Subrequest, Subresponse } from '../../salesforce/types.ts';
import { diagnoseFaults, type Diagnosis } from '../diagnosis.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { pageName } from '../plan/plan-person.ts';
import type { BookingPlan, Operation, PlannedObject } from '../plan/plan.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import type { PageRules } from '../creation-rules.ts';
import { CallCosts } from './call-costs.ts';
import type { DueBooking } from './due-booking.ts';
import { lookUp } from './look-up.ts';
import { planBatch, type BatchPlan } from './plan-batch.ts';
import { toSubrequest } from './send-plans.ts';

export interface RehearsalInput {
  orgId: string;
  /** Of somebody nobody else is, or of a record that stands: what it makes is undone. */
  booking: DueBooking;
  settings: BookingSettings;
  salesforce: Salesforce;
  users: UserDirectory;
  now: Date;
}

/** What one object's record came to. `unknown`: it could not be asked, for the reason that a diagnosis gives. */
export interface RehearsedObject {
  object: PlannedObject;
  state: 'ok' | 'broken' | 'unknown';
  diagnoses: Diagnosis[];
}

interface RecordLink {
  object: string;
  id: string;
}

export interface Rehearsal {
  /** Absent where none could be made. */
  plan: BookingPlan | undefined;
  objects: RehearsedObject[];
  /** Set when Salesforce kept what it was told to undo: what was taken away again, and what was not. */
  kept?: { removed: RecordLink[]; left: RecordLink[] };
}

/** An id that no record has: what makes the call fail in the end, so that Salesforce undoes all of it. */
const nobodysEvent = '00U000000000000AAA';
const undoReference = 'undo';

/**
 * Does what delivery would do, look-up and plan and writes, and has Salesforce undo it: one /composite with allOrNone whose
 * last subrequest must fail (api-facts 5.3 [D]). Rules, flows, triggers and duplicate rules run as the API User. Of the
 * writes, the first that is refused hides the others: those are asked again without it, until each said its own. A look-up
 * at the end makes sure that nothing stayed. All calls count as diagnostics. Throws the SalesforceError of what concerns
 * the org.
 */
export async function rehearse(input: RehearsalInput): Promise<Rehearsal> {
  const { orgId, booking, salesforce, users, now } = input;
  const schema = await salesforce.schema({ purpose: 'diagnostics' });
  const batch = { ...input, bookings: [booking] };
  const looked = await lookUp({ ...batch, costs: new CallCosts(), purpose: 'diagnostics' }, schema);
  if ('refused' in looked) throw looked.refused;
  const { bookings, matches, related, activeRules } = looked;
  const current = { ...schema, ...activeRules };
  const { plan, refused } = planAll(
    (settings) => planBatch({ ...batch, bookings, settings, orgId, matches, related, users, schema: current, now }),
    input,
  );
  if (!plan) return { plan, objects: refused };
  const found = matches.get(booking.id);
  const before = found?.kind === 'known' ? found.record : undefined;
  const { objects, kept } = await tryOut(plan, input, current, before);
  return { plan, objects: [...refused, ...objects], ...(kept ? { kept } : {}) };
}

/** The plan; where none can be made for one object, that object's diagnosis and the plan for the others. */
function planAll(
  planBy: (settings: BookingSettings) => BatchPlan,
  { settings, booking }: RehearsalInput,
): { plan: BookingPlan | undefined; refused: RehearsedObject[] } {
  const refused: RehearsedObject[] = [];
  let rules: Partial<PageRules> = {};
  for (;;) {
    const { plans, unplannable } = planBy(withRules(settings, booking.details.page?.id, rules));
    const diagnosis = unplannable[0]?.diagnosis;
    if (!diagnosis) return { plan: plans[0]?.bookings[0], refused };
    const object = (diagnosis.object ?? 'Event') as PlannedObject;
    const others = rulesWithout[object];
    if (refused.some((one) => one.object === object)) return { plan: undefined, refused };
    refused.push({ object, state: 'broken', diagnoses: [diagnosis] });
    if (!others) return { plan: undefined, refused };
    rules = { ...rules, ...others };
  }
}

/** Rules by which a booking makes no record of an object. */
const rulesWithout: Partial<Record<PlannedObject, Partial<PageRules>>> = {
  ...{ Lead: { stranger: 'nobody' }, Contact: { stranger: 'nobody' } },
  ...{ Case: { case: false }, Event: { event: 'none' } },
};

function withRules(settings: BookingSettings, pageId: string | undefined, more: Partial<PageRules>): BookingSettings {
  const { all, pages } = settings.rules;
  const own = pageId === undefined ? {} : { [pageId]: { ...pages[pageId], ...more } };
  return { ...settings, rules: { all: pageId === undefined ? { ...all, ...more } : all, pages: { ...pages, ...own } } };
}

async function tryOut(
  plan: BookingPlan,
  input: RehearsalInput,
  schema: OrgSchema,
  before: Record<string, unknown> | undefined,
): Promise<Pick<Rehearsal, 'objects' | 'kept'>> {
  const { salesforce } = input;
  const results = new Map<string, RehearsedObject>();
  let asked = plan.operations.slice(0, compositeLimits.subrequests - 1);
  while (asked.length > 0) {
    const responses = await sendUndone(salesforce, asked);
    const kept = asked.filter(({ reference }) => responses.get(reference)!.errors.length === 0);
    if (kept.length > 0) {
      return { objects: inOrder(plan, results), kept: await takeAway(input, kept, responses, before) };
    }
    const culprit = asked.find(({ reference }) => classifyRow(responses.get(reference)!.errors).cause !== 'halted');
    const passed = culprit ? asked.slice(0, asked.indexOf(culprit)) : asked;
    for (const { reference, object } of passed) results.set(reference, { object, state: 'ok', diagnoses: [] });
    if (!culprit) break;
    results.set(culprit.reference, refusalOf(culprit, responses.get(culprit.reference)!, input, schema));
    const open = asked.slice(asked.indexOf(culprit) + 1);
    const rest = open.map((operation) => without(operation, culprit));
    for (const [index, operation] of open.entries()) {
      if (!rest[index]) results.set(operation.reference, needs(operation, culprit));
    }
    const askable = rest.filter((operation) => operation !== undefined);
    // Those that passed are sent along for what refers to them.
    asked = askable.length === 0 ? [] : [...passed, ...askable];
  }
  const kept = await whatStayed(input, schema);
  return { objects: inOrder(plan, results), ...(kept ? { kept } : {}) };
}

/** All of it in one call that cannot succeed. */
async function sendUndone(salesforce: Salesforce, operations: Operation[]): Promise<Map<string, Subresponse>> {
  const undo: Subrequest = {
    ...{ referenceId: undoReference, method: 'PATCH', url: recordPath('Event', nobodysEvent) },
    body: { Subject: 'Inlet' },
  };
  const requests = [...operations.map((operation) => toSubrequest(operation, true)), undo];
  const responses = await salesforce.composite(requests, { allOrNone: true, purpose: 'diagnostics' });
  return new Map(responses.map((response) => [response.referenceId, response]));
}

function refusalOf(
  { object, values }: Operation,
  { errors, status }: Subresponse,
  { booking }: RehearsalInput,
  schema: OrgSchema,
): RehearsedObject {
  const row = classifyRow(errors);
  if (row.cause === 'connection' || row.cause === 'limit') throw errorOfRow(errors, status);
  if (row.cause !== 'data') return { object, state: 'unknown', diagnoses: [notNow(object, errors[0]?.message)] };
  const labelOf = (field: string) => schema.objects.get(object)?.fields.get(field)?.label;
  const context = { page: pageName(booking.details), object, labelOf, values };
  return { object, state: 'broken', diagnoses: [diagnoseFaults(row.faults, context)] };
}

/** What is left of a write when the record that it refers to cannot be had; undefined where it means nothing then. */
function without(operation: Operation, { reference }: Operation): Operation | undefined {
  const refers = ([, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && 'reference' in value && value.reference === reference;
  const values = Object.entries(operation.values);
  if (!values.some(refers)) return operation;
  if (operation.object === 'CampaignMember' || operation.object === 'EventRelation') return undefined;
  return { ...operation, values: Object.fromEntries(values.filter((value) => !refers(value))) };
}

function needs({ object }: Operation, culprit: Operation): RehearsedObject {
  const diagnosis: Diagnosis = {
    ...{ cause: 'data', code: 'NOT_ASKED', object },
    sentence: text('rehearsal.needs', { object, other: culprit.object }),
    fix: text('rehearsal.needs.fix', { other: culprit.object }),
  };
  return { object, state: 'unknown', diagnoses: [diagnosis] };
}

function notNow(object: string, said = ''): Diagnosis {
  return {
    ...{ cause: 'transient', code: 'NOT_NOW', object, salesforceMessage: said },
    sentence: text('fault.passing', { object, said }),
    fix: text('fault.passing.fix'),
  };
}

function inOrder({ operations }: BookingPlan, results: Map<string, RehearsedObject>): RehearsedObject[] {
  return operations.flatMap(({ reference }) => results.get(reference) ?? []);
}

/** Looks for records by our keys, which nothing but this rehearsal has. */
async function whatStayed(input: RehearsalInput, schema: OrgSchema): Promise<Rehearsal['kept']> {
  const { salesforce, booking } = input;
  const field = `${schema.packagePrefix ?? ''}Inlet_Booking_Id__c`;
  const objects = ['Event', 'Case'].filter((name) => schema.objects.get(name)?.fields.has(field));
  if (objects.length === 0) return undefined;
  const requests = objects.map((name): Subrequest => {
    const soql = `SELECT Id FROM ${name} WHERE ${field} = ${soqlString(booking.id)}`;
    return { referenceId: name, method: 'GET', url: queryPath(soql) };
  });
  const responses = await salesforce.composite(requests, { purpose: 'diagnostics' });
  const links = responses.flatMap((response) =>
    (queryRows(response) as { Id: string }[]).map(({ Id }) => ({ object: response.referenceId, id: Id })),
  );
  return links.length === 0 ? undefined : removed(salesforce, links, []);
}

/** What was made is deleted; what was changed gets back what it had. */
async function takeAway(
  { salesforce }: RehearsalInput,
  kept: Operation[],
  responses: Map<string, Subresponse>,
  before: Record<string, unknown> | undefined,
): Promise<NonNullable<Rehearsal['kept']>> {
  const links: RecordLink[] = [];
  const restored: (RecordLink & { values: Record<string, unknown> })[] = [];
  for (const { object, target, reference, values } of kept) {
    if ('id' in target) {
      const had = Object.fromEntries(Object.keys(values).map((name) => [name, before?.[name] ?? null]));
      restored.push({ object, id: target.id, values: had });
    } else {
      const body = responses.get(reference)!.body as { id?: string } | null;
      if (body?.id) links.push({ object, id: body.id });
    }
  }
  return removed(salesforce, links, restored);
}

async function removed(
  salesforce: Salesforce,
  links: RecordLink[],
  restored: (RecordLink & { values: Record<string, unknown> })[],
): Promise<NonNullable<Rehearsal['kept']>> {
  // What was written last hangs on what was written first.
  const steps = [
    ...links.toReversed().map((link) => ({ ...link, method: 'DELETE' as const, body: {} })),
    ...restored.map(({ values, ...link }) => ({ ...link, method: 'PATCH' as const, body: { body: values } })),
  ];
  const requests = steps.map(({ object, id, method, body }, index): Subrequest => {
    return { referenceId: `away${index}`, method, url: recordPath(object, id), ...body };
  });
  const link = ({ object, id }: RecordLink) => ({ object, id });
  try {
    const responses = await salesforce.composite(requests, { purpose: 'diagnostics' });
    const isGone = (index: number) => responses[index]!.errors.length === 0;
    return {
      removed: steps.filter((_, index) => isGone(index)).map(link),
      left: steps.filter((_, index) => !isGone(index)).map(link),
    };
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { removed: [], left: steps.map(link) };
  }
}
