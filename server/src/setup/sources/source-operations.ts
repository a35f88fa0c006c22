import { z } from 'zod';
import { time, type ApiOperation } from '../../platform/http/api-operation.ts';
import { newSource, rotation, sourceChange, sourceKinds, testRequest } from './source-schemas.ts';

const id = 'Id of the source: src_….';
const unknown = { 404: 'The org has no such source.' };
const source = z.object({
  id: z.string(),
  kind: z.enum(sourceKinds),
  name: z.string(),
  enabled: z.boolean(),
  url: z.string().describe('The address to paste, with the first letters of its key; the whole is shown once.'),
  keyHint: z.string().nullable(),
  createdAt: time,
  lastMessageAt: time.nullable(),
  messages24h: z.int(),
  rotation: z
    .object({ until: time, secretUntil: time.nullable(), keyUntil: time.nullable() })
    .nullable()
    .describe('Until when what was before the last rotation still works.'),
  lastChange: z.object({ change: z.string(), by: z.object({ id: z.string(), name: z.string() }), at: time }).nullable(),
});

/** The sources of an org, for the API's document. */
export const sourceOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/sources',
    tag: 'Sources',
    summary: 'The sources of the org, the oldest first.',
    auth: 'org',
    answers: { 200: { description: 'The sources.', schema: z.object({ sources: z.array(source) }) } },
  },
  {
    method: 'post',
    path: '/v1/org/sources',
    tag: 'Sources',
    summary: 'Makes a source.',
    auth: 'org',
    body: { schema: newSource, required: true },
    answers: {
      201: {
        description: 'Address, key and secret, shown this once.',
        schema: z.object({ id: z.string(), url: z.string(), key: z.string(), secret: z.string() }),
      },
    },
  },
  {
    method: 'patch',
    path: '/v1/org/sources/{id}',
    tag: 'Sources',
    summary: 'Renames a source, or switches it off or on.',
    auth: 'org',
    parameters: { id },
    body: { schema: sourceChange, required: true },
    answers: { 200: { description: 'The source as it is now.', schema: source } },
    refusals: unknown,
  },
  {
    method: 'post',
    path: '/v1/org/sources/{id}/rotate',
    tag: 'Sources',
    summary: 'Gives a source a new secret, or a new key and address; what was before works for 24 hours.',
    auth: 'org',
    parameters: { id },
    body: { schema: rotation, required: true },
    answers: {
      200: {
        description: 'The new one, shown this once.',
        schema: z.union([
          z.object({ secret: z.string(), until: time }),
          z.object({ url: z.string(), key: z.string(), until: time }),
        ]),
      },
    },
    refusals: unknown,
  },
  {
    method: 'post',
    path: '/v1/org/sources/{id}/test',
    tag: 'Sources',
    summary: 'Sends a test booking by the source’s own way in.',
    auth: 'org',
    parameters: { id },
    body: { schema: testRequest, required: true },
    answers: { 202: { description: 'Accepted as a real one.', schema: z.object({ bookingId: z.string() }) } },
    refusals: { ...unknown, 403: 'The source is switched off.' },
  },
];
