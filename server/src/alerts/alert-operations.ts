import { z } from 'zod';
import { time, type ApiOperation } from '../platform/http/api-operation.ts';
import { alertSettingsBody } from './alert-routes.ts';

const alert = z.object({
  id: z.string(),
  topic: z.enum(['connection', 'apiUsage', 'backlog', 'page', 'dryRun']),
  subject: z.string().describe('What it is about; one alert of a subject is open at a time.'),
  kind: z.string(),
  sentence: z.string(),
  fix: z.string(),
  state: z.enum(['open', 'resolved']),
  since: time,
  resolvedAt: time.nullable(),
  told: z
    .array(
      z.object({
        channel: z.string(),
        recipient: z.string().nullable().describe('Null: whom the operator configured.'),
        at: time.nullable().describe('Null while it was not taken.'),
        error: z.string().nullable(),
      }),
    )
    .describe('Who was told that it began.'),
});

const settings = z.object({
  emails: z.array(z.string()),
  language: z.enum(['en', 'de']),
  channels: z
    .object({ email: z.boolean(), webhook: z.boolean() })
    .describe('What this backend can tell by, as its operator configured it.'),
});

/** Alerts, for the API's document. */
export const alertOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/alerts',
    tag: 'Diagnostics',
    summary: 'What got worse: open alerts first, then the newest; at most 50.',
    auth: 'org',
    answers: { 200: { description: 'The alerts.', schema: z.object({ alerts: z.array(alert) }) } },
  },
  {
    method: 'post',
    path: '/v1/org/alerts/test',
    tag: 'Diagnostics',
    summary: 'Sends a test to everybody who would be told.',
    auth: 'org',
    answers: { 202: { description: 'It is on its way.', schema: z.object({ messages: z.int() }) } },
    refusals: { 409: 'Nobody would be told.' },
  },
  {
    method: 'get',
    path: '/v1/org/alert-settings',
    tag: 'Diagnostics',
    summary: 'Whom the org wants to be told.',
    auth: 'org',
    answers: { 200: { description: 'The settings.', schema: settings } },
  },
  {
    method: 'put',
    path: '/v1/org/alert-settings',
    tag: 'Diagnostics',
    summary: 'Sets whom the org wants to be told by mail.',
    auth: 'org',
    body: { schema: alertSettingsBody, required: true },
    answers: { 200: { description: 'The settings as they are now.', schema: settings } },
    refusals: { 409: 'This backend cannot send mail.' },
  },
];
