import { EnvelopeError, isLost, SalesforceError } from '../../salesforce/errors.ts';
import { externalIdPath, recordPath } from '../../salesforce/soql.ts';
import type { CallOptions, Salesforce, Subrequest, Subresponse } from '../../salesforce/types.ts';
import type { Operation, PersonPlan } from '../plan/plan.ts';
import type { CallCost } from './due-booking.ts';
import { collectionCalls, fitsCollections, sendCollections } from './send-collections.ts';

/** What came back for one person's plan. */
export interface SentPlan extends CallCost {
  plan: PersonPlan;
  /** By the operation's reference. */
  responses: Map<string, Subresponse>;
  /** All operations together or none: a graph. */
  atomic: boolean;
  /** Set when the plan alone is what Salesforce cannot read. */
  envelopeError?: EnvelopeError;
}

/** Salesforce's limits for /composite/graph and /composite. */
const mostGraphs = 75;
const mostNodes = 500;
const mostSubrequests = 25;

export interface Sending {
  sent: SentPlan[];
  /** The error that ended it; what is not in `sent` was not answered. */
  error?: SalesforceError;
  /** The plans whose call was sent, and its answer lost: Salesforce counted the call, and may have carried it out. */
  lost?: { plans: PersonPlan[]; cost: CallCost };
}

/**
 * Carries plans out: as graphs, one a person, in one call where no write depends on headers. Otherwise as one /composite
 * with headers for each write; and where that takes more calls than collections do, as those. A call that Salesforce
 * refuses as a whole is bisected until the culprit stands alone. Of a person with more bookings than one /composite holds,
 * the first are sent; the others are not in `sent` and go the next time, when the person's record stands.
 */
export async function sendPlans(salesforce: Salesforce, plans: PersonPlan[], options: CallOptions): Promise<Sending> {
  const sending: Sending = { sent: [] };
  const [withHeaders, byGraph] = partition(plans, (plan) =>
    plan.operations.some((operation) => operation.needsHeaders),
  );
  const composites = chunk(withHeaders.map(firstBookings), mostSubrequests, mostSubrequests);
  const isTooMuch = withHeaders.some((plan) => plan.operations.length > mostSubrequests);
  const asCollections = (composites.length > collectionCalls || isTooMuch) && fitsCollections(withHeaders);
  const calls: Call[] = [
    ...chunk(byGraph, mostGraphs, mostNodes).map((part) => ({ plans: part, send: graphs })),
    ...(asCollections
      ? [{ plans: withHeaders, send: collections }]
      : composites.map((part) => ({ plans: part, send: composite }))),
  ];
  for (const call of calls) {
    try {
      await sendBisecting(salesforce, call, options, sending.sent, { apiCalls: 0, apiCallShare: 0 });
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      sending.error = error;
      if (isLost(error)) sending.lost = { plans: call.plans, cost: shared(1, call.plans) };
      break;
    }
  }
  return sending;
}

/** A way of sending plans in one go. */
interface Send {
  atomic: boolean;
  apiCalls: number;
  send(salesforce: Salesforce, plans: PersonPlan[], options: CallOptions): Promise<Map<string, Subresponse>>;
}

interface Call {
  plans: PersonPlan[];
  send: Send;
}

const graphs: Send = { atomic: true, apiCalls: 1, send: sendGraphs };
const composite: Send = { atomic: false, apiCalls: 1, send: sendComposite };
const collections: Send = { atomic: false, apiCalls: collectionCalls, send: sendCollections };

interface Spent {
  apiCalls: number;
  apiCallShare: number;
}

async function sendBisecting(
  salesforce: Salesforce,
  { plans, send }: Call,
  options: CallOptions,
  sent: SentPlan[],
  before: Spent,
): Promise<void> {
  const { apiCalls, apiCallShare, batchSize } = shared(send.apiCalls, plans);
  const spent = { apiCalls: before.apiCalls + apiCalls, apiCallShare: before.apiCallShare + apiCallShare };
  try {
    const responses = await send.send(salesforce, plans, options);
    sent.push(...plans.map((plan) => ({ plan, responses, atomic: send.atomic, ...spent, batchSize })));
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    if (plans.length === 1) {
      sent.push({ plan: plans[0]!, responses: new Map(), atomic: true, ...spent, batchSize, envelopeError: error });
      return;
    }
    const middle = Math.ceil(plans.length / 2);
    for (const half of [plans.slice(0, middle), plans.slice(middle)]) {
      await sendBisecting(salesforce, { plans: half, send }, options, sent, spent);
    }
  }
}

/** What so many calls cost each booking of the plans that they carry. */
function shared(apiCalls: number, plans: PersonPlan[]): CallCost {
  const batchSize = plans.reduce((count, plan) => count + plan.bookings.length, 0);
  return { apiCalls, apiCallShare: apiCalls / batchSize, batchSize };
}

async function sendGraphs(salesforce: Salesforce, plans: PersonPlan[], options: CallOptions) {
  const results = await salesforce.graph(
    plans.map((plan, index) => ({
      graphId: `person${index}`,
      nodes: plan.operations.map((operation) => toSubrequest(operation, false)),
    })),
    options,
  );
  return byReference(results.flatMap((result) => result.responses));
}

async function sendComposite(salesforce: Salesforce, plans: PersonPlan[], options: CallOptions) {
  const subrequests = plans.flatMap((plan) => plan.operations.map((operation) => toSubrequest(operation, true)));
  return byReference(await salesforce.composite(subrequests, options));
}

/** One write as a request; values that stand for a record of the same call become references. */
export function toSubrequest(operation: Operation, withHeaders: boolean): Subrequest {
  const { reference, action, object, target, values, headers } = operation;
  const methods = { delete: 'DELETE', create: 'POST', update: 'PATCH', upsert: 'PATCH' } as const;
  const subrequest: Subrequest = { referenceId: reference, method: methods[action], url: pathOf(object, target) };
  if (action !== 'delete') {
    subrequest.body = Object.fromEntries(
      Object.entries(values).map(([field, value]) => [
        field,
        typeof value === 'object' && value !== null ? `@{${value.reference}.id}` : value,
      ]),
    );
  }
  if (withHeaders && Object.keys(headers).length > 0) subrequest.headers = headers;
  return subrequest;
}

function pathOf(object: string, target: Operation['target']): string {
  if ('id' in target) return recordPath(object, target.id);
  return 'field' in target ? externalIdPath(object, target.field, target.value) : `/sobjects/${object}`;
}

function byReference(responses: Subresponse[]): Map<string, Subresponse> {
  return new Map(responses.map((response) => [response.referenceId, response]));
}

function partition<T>(items: T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** The plan as far as one /composite holds it. A single booking always fits. */
function firstBookings(plan: PersonPlan): PersonPlan {
  const fits: PersonPlan = { operations: [], bookings: [] };
  for (const booking of plan.bookings) {
    const operations = [...new Set([...fits.operations, ...booking.operations])];
    if (operations.length > mostSubrequests) break;
    fits.operations = operations;
    fits.bookings.push(booking);
  }
  return fits;
}

/** Consecutive plans, each chunk within so many plans and so many operations. */
function chunk(plans: PersonPlan[], mostPlans: number, mostOperations: number): PersonPlan[][] {
  const chunks: PersonPlan[][] = [];
  let current: PersonPlan[] = [];
  let operations = 0;
  for (const plan of plans) {
    if (current.length === mostPlans || (current.length > 0 && operations + plan.operations.length > mostOperations)) {
      chunks.push(current);
      current = [];
      operations = 0;
    }
    current.push(plan);
    operations += plan.operations.length;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}
