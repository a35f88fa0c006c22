import { z } from 'zod';
import { time } from '../platform/http/api-operation.ts';
import { bookingStatuses } from './booking.ts';
import { listedStates } from './booking-list-query.ts';

/** The answers of `/v1/org/bookings…`, for the API's document; a test holds them against real ones. */
export const diagnosisAnswer = z.object({
  cause: z.enum(['connection', 'limit', 'transient', 'data']),
  code: z.string().describe('Salesforce’s errorCode, or one of ours.'),
  sentence: z.string().describe('What happened to what.'),
  fix: z.string().describe('What to do.'),
  kind: z.string().optional(),
  page: z.string().optional(),
  object: z.string().optional(),
  field: z.object({ name: z.string(), label: z.string() }).optional(),
  value: z.string().optional(),
  rule: z
    .string()
    .optional()
    .describe(
      'The text of the validation rule, or the name of the duplicate rule, flow or trigger, as the error has it.',
    ),
  rules: z
    .array(
      z.object({
        kind: z.enum(['validationRule', 'duplicateRule', 'flow', 'trigger']),
        name: z.string(),
        setupUrl: z.string(),
      }),
    )
    .optional()
    .describe('The org’s own rules behind it, once they are known; several where they cannot be told apart.'),
  setupUrl: z.string().optional().describe('The page of Salesforce Setup where it is mended.'),
  salesforceMessage: z.string().optional(),
});

const recordLink = z.object({ object: z.string(), id: z.string(), url: z.url() });
const actor = z.object({ id: z.string(), name: z.string() });

const summary = {
  id: z.string(),
  state: z.enum(listedStates),
  status: z.enum(bookingStatuses).nullable(),
  test: z.boolean().describe('Sent by an admin to try a source.'),
  source: z.object({ id: z.string(), kind: z.string(), bookingId: z.string() }),
  customer: z.object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }),
  page: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  owner: z.string().nullable(),
  start: time.nullable(),
  end: time.nullable(),
  receivedAt: time,
  updatedAt: time,
  deliveredAt: time.nullable(),
  records: z.array(recordLink),
  apiCalls: z.int().describe('API calls that it took part in.'),
  apiCallShare: z.number().describe('Its part of them: a batch of 75 shares its two.'),
  failedAttempts: z.int(),
  diagnosis: diagnosisAnswer.nullable().describe('Why it is not in Salesforce.'),
  causeKey: z.string().nullable().describe('The same for all bookings that fail for the same reason.'),
  nextAttemptAt: time.nullable(),
};
export const bookingSummaryAnswer = z.object(summary);

export const bookingListAnswer = z.object({
  bookings: z.array(bookingSummaryAnswer),
  counts: z.object({ waiting: z.int(), delivered: z.int(), held: z.int(), dismissed: z.int() }),
  total: z.int(),
  next: z.string().nullable().describe('The cursor of the next page.'),
  previous: z.string().nullable().describe('The cursor of the page before.'),
});

export const bookingFiltersAnswer = z.object({
  pages: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  sources: z.array(z.object({ id: z.string(), kind: z.string() })),
  owners: z.array(z.string()),
  causes: z.array(
    z.object({
      key: z.string(),
      count: z.int(),
      sentence: z.string(),
      fix: z.string(),
      object: z.string().nullable(),
      field: z.object({ name: z.string(), label: z.string() }).nullable(),
      page: z.string().nullable(),
    }),
  ),
});

const details = z.object({
  start: time.optional(),
  end: time.optional(),
  timeZone: z.string().optional(),
  subject: z.string().optional(),
  page: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  owner: z.object({ email: z.string().optional(), name: z.string().optional() }).optional(),
  customer: z
    .object({
      email: z.string().optional(),
      firstName: z.string().optional(),
      lastName: z.string().optional(),
      phone: z.string().optional(),
      mobilePhone: z.string().optional(),
      company: z.string().optional(),
      salesforceId: z.string().optional(),
    })
    .optional(),
  location: z.string().optional(),
  meetingUrl: z.string().optional(),
  notes: z.string().optional(),
  reason: z.string().optional(),
  answers: z.array(z.object({ question: z.string(), answer: z.string() })).optional(),
});

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const operation = z.object({
  reference: z.string(),
  action: z.enum(['upsert', 'update', 'delete']),
  object: z.string(),
  target: z.union([z.object({ id: z.string() }), z.object({ field: z.string(), value: z.string() })]),
  values: z.record(z.string(), z.union([plainValue, z.object({ reference: z.string() })])),
  reason: z.string(),
  headers: z.record(z.string(), z.string()),
  needsHeaders: z.boolean(),
});

/** What a booking's plan writes, and why. */
export const planAnswer = z.object({
  operations: z.array(operation),
  notes: z.array(z.string()),
  fallbacks: z.array(
    z.object({
      object: z.string(),
      field: z.string(),
      label: z.string(),
      value: z.union([z.string(), z.number()]),
    }),
  ),
});

export const bookingDetailAnswer = z.object({
  ...summary,
  state: z.enum([...listedStates, 'merged']),
  revision: z.int(),
  deliveredRevision: z.int(),
  sameCause: z.int().describe('How many other bookings fail for the same reason.'),
  dismissal: z.object({ at: time, by: actor, reason: z.string() }).nullable(),
  details: details.nullable(),
  messages: z.array(
    z.object({
      receivedAt: time,
      externalId: z.string(),
      replaces: z.string().optional(),
      replacedBy: z.string().optional(),
      status: z.string(),
      clock: time,
      details,
    }),
  ),
  plan: planAnswer.nullable(),
  attempts: z.array(
    z.object({
      at: time,
      revision: z.int(),
      outcome: z.string(),
      apiCalls: z.int(),
      batchSize: z.int(),
      operations: z.array(operation),
      diagnosis: diagnosisAnswer.optional(),
      reason: z.string().optional(),
    }),
  ),
  actions: z.array(z.object({ at: time, action: z.string(), by: actor, reason: z.string().nullable() })),
});

export const removedRecordsAnswer = z.object({
  removed: z.array(z.object({ object: z.string(), id: z.string() })),
  kept: z
    .array(z.object({ object: z.string(), id: z.string() }))
    .describe('Not made by this booking, or used by another one too.'),
});

export const acceptedAnswer = z.object({
  id: z.string().describe('Inlet’s id of the booking.'),
  state: z.enum(['waiting', 'delivered', 'held', 'merged', 'dismissed']),
});
