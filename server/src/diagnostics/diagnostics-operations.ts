import { z } from 'zod';
import { time, type ApiOperation } from '../platform/http/api-operation.ts';
import { checkGroups, checkIds, setupPhases } from './checks/check.ts';
import { runBody } from './diagnostics-routes.ts';

const state = z.enum(['ok', 'warning', 'broken', 'unknown']);
const page = z
  .object({ phase: z.enum(setupPhases) })
  .nullable()
  .describe('The phase of the tab Setup where it is repaired.');
const setupUrl = z.string().nullable().describe('Where in Salesforce Setup it is repaired.');

const check = z.object({
  id: z.enum(checkIds),
  scope: z.enum(['everybody', 'some']).describe('Whom it concerns: every booking of the org, or those of some pages.'),
  group: z.enum(checkGroups),
  question: z.string(),
  how: z.string().describe('How it is answered.'),
  state,
  finding: z
    .string()
    .describe('What was found; of unknown, why it cannot be answered and which permission would help.'),
  meaning: z.string().nullable().describe('What it means for bookings.'),
  fix: z.string().nullable(),
  setupUrl,
  page,
  items: z.array(
    z.object({
      state,
      label: z.string(),
      finding: z.string(),
      fix: z.string().nullable(),
      setupUrl,
      bookings: z.int().nullable().describe('Held because of it.'),
    }),
  ),
  blocked: z.int().nullable().describe('Bookings held because of it.'),
  checkedAt: time.nullable().describe('When it was last answered.'),
  apiCalls: z.int().describe('What answering it cost; a call that several checks need counts at the first.'),
});

const matrix = z.object({
  objects: z.array(z.object({ name: z.string(), label: z.string() })),
  pages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      source: z.string().describe('Kind of the source; empty where no booking came by the page yet.'),
      state,
      delivered: z.int().describe('In the last 30 days.'),
      held: z.int(),
      waiting: z.int(),
      cells: z.array(
        z.object({
          object: z.string(),
          state: z.enum(['ok', 'warning', 'broken', 'unknown', 'unused']),
          causes: z.array(
            z.object({
              state: z.enum(['warning', 'broken']),
              sentence: z.string(),
              fix: z.string().nullable(),
              setupUrl,
              checkId: z.enum(checkIds).nullable(),
              bookings: z.int(),
            }),
          ),
        }),
      ),
    }),
  ),
});

const diagnostics = z.object({
  verdict: z.object({
    state,
    sentence: z.string().describe('What is wrong most, what to do, and what becomes of the bookings that wait.'),
    fix: z.string().nullable().describe('The part of the sentence that says what to do.'),
    page,
    setupUrl,
    waiting: z.int(),
    held: z.int(),
    checkId: z.enum(checkIds).nullable().describe('The check that decided.'),
  }),
  checkedAt: time.nullable().describe('The last whole run.'),
  running: z.boolean(),
  checks: z.array(check).describe('In the order of the tab: what concerns everybody, then what concerns some.'),
  matrix: matrix.describe('Booking pages and the objects that their bookings make.'),
});

/** Diagnostics, for the API's document. */
export const diagnosticsOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/diagnostics',
    tag: 'Diagnostics',
    summary: 'Why bookings do not arrive, and what to do: the last answers.',
    description: 'No API call: what our own records say is as of now, what Salesforce said as of checkedAt.',
    auth: 'org',
    answers: {
      200: { description: 'The verdict, each check, and the matrix of pages and objects.', schema: diagnostics },
    },
  },
  {
    method: 'post',
    path: '/v1/org/diagnostics/run',
    tag: 'Diagnostics',
    summary: 'Runs the checks now, by at most 12 API calls, and answers as GET does.',
    description: 'One run at a time: who asks meanwhile gets the answer of the run under way.',
    auth: 'org',
    body: { schema: runBody, required: false },
    answers: { 200: { description: 'The answers as they are now.', schema: diagnostics } },
  },
];
