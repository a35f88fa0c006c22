import { z } from 'zod';
import { diagnosisAnswer, planAnswer } from '../../bookings/booking-answers.ts';
import { time, type ApiOperation } from '../../platform/http/api-operation.ts';
import { dryRunScenarios } from './dry-run.ts';
import { dryRunBody, dryRunSettingsBody } from './dry-run-routes.ts';

const run = z.object({
  id: z.string(),
  page: z.object({ id: z.string(), name: z.string() }).nullable().describe('Null: by the rules of all pages.'),
  scenario: z.enum(dryRunScenarios),
  at: time,
  state: z.enum(['ok', 'warning', 'broken', 'unknown']),
  sentence: z.string(),
  apiCalls: z.int(),
  by: z.string().nullable().describe('Null: it ran by itself.'),
  objects: z.array(
    z.object({
      object: z.string(),
      label: z.string(),
      state: z.enum(['ok', 'broken', 'unknown']),
      diagnoses: z.array(diagnosisAnswer),
    }),
  ),
  plan: planAnswer.nullable(),
});

const all = z.object({
  runs: z.array(run).describe('The newest of each page and scenario.'),
  settings: z.object({
    acknowledgedAt: time.nullable().describe('When an admin said that they know what may stay behind.'),
    nightly: z.boolean(),
    stopped: z.object({ sentence: z.string(), fix: z.string(), at: time }).nullable(),
  }),
  warning: z.string().describe('What may stay behind: to be shown before it is acknowledged.'),
});

/** Test bookings, for the API's document. */
export const dryRunOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/dry-runs',
    tag: 'Diagnostics',
    summary: 'The newest test booking of each page and scenario, and the settings.',
    auth: 'org',
    answers: { 200: { description: 'The test bookings.', schema: all } },
  },
  {
    method: 'post',
    path: '/v1/org/dry-runs',
    tag: 'Diagnostics',
    summary: 'Does what a booking would do, as the API User, and has Salesforce undo it.',
    auth: 'org',
    body: { schema: dryRunBody, required: true },
    answers: { 200: { description: 'How it ended.', schema: run } },
    refusals: {
      409: 'Not acknowledged yet, stopped, not connected, or no room in the API budget: `kind` tells.',
      503: 'Salesforce does not answer now.',
    },
  },
  {
    method: 'put',
    path: '/v1/org/dry-run-settings',
    tag: 'Diagnostics',
    summary: 'Acknowledges the warning, switches the nightly round, allows test bookings again after a stop.',
    auth: 'org',
    body: { schema: dryRunSettingsBody, required: true },
    answers: { 200: { description: 'Everything as it is now.', schema: all } },
  },
];
