import { z } from 'zod';
import { time, type ApiOperation } from '../../platform/http/api-operation.ts';
import { budgetBody } from './thresholds.ts';

const calls = z.int().min(0);
const ours = { bookings: calls, replication: calls, diagnostics: calls, setup: calls };
const pause = z.object({ until: time.describe('Then it is looked at again.'), sentence: z.string() }).nullable();

const apiUsage = z.object({
  used: calls.nullable().describe('Calls of all applications in the 24 hours before sampledAt; may exceed allowed.'),
  allowed: calls.nullable(),
  sampledAt: time.nullable().describe('When Salesforce last told; null where it did not within a day.'),
  state: z.enum(['ok', 'warning', 'broken', 'unknown']),
  thresholds: z.object({
    warn: z.int(),
    replication: z.int(),
    bookings: z.int(),
    ownCap: z.int().nullable().describe("Inlet's own calls in 24 hours."),
  }),
  forecast: z.object({ runsOutAt: time.nullable(), sentence: z.string() }),
  hours: z
    .array(
      z.object({
        hour: time,
        ...ours,
        others: calls.nullable().describe('Null where it cannot be told; never an estimate.'),
        othersAtLeast: calls.nullable().describe('What others certainly called; null where not even that can be told.'),
        sampled: z.boolean().describe('Whether Salesforce told its counter within the hour.'),
      }),
    )
    .length(24)
    .describe('The oldest first; the last one is still going on.'),
  totals: z.object({ ...ours, others: calls.nullable() }),
  apps: z
    .array(z.object({ name: z.string().describe('Empty: it gave no name.'), calls }))
    .nullable()
    .describe("By application, on the last day that the org's event log tells of."),
  appsUnknown: z.string().nullable().describe('Why apps is null, and which permission would help.'),
  pauses: z.object({ bookings: pause, background: pause }),
});

/** What the org's API calls go to, for the API's document. */
export const apiBudgetOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/api-usage',
    tag: 'Diagnostics',
    summary: "The org's API calls of the last 24 hours: ours by purpose and hour, and others'.",
    description: 'Asks Salesforce nothing; where the event log was not read for six hours, that is done afterwards.',
    auth: 'org',
    answers: { 200: { description: 'As it is now.', schema: apiUsage } },
  },
  {
    method: 'put',
    path: '/v1/org/api-budget',
    tag: 'Diagnostics',
    summary: 'Sets when background work and bookings stop to save API calls. They hold at once.',
    description: 'Percent of what the org may call in 24 hours. What is not named stays as it is.',
    auth: 'org',
    body: { schema: budgetBody, required: true },
    answers: { 200: { description: 'The usage under the new thresholds.', schema: apiUsage } },
  },
];
