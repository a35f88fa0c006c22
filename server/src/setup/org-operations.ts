import { z } from 'zod';
import { time, type ApiOperation } from '../platform/http/api-operation.ts';
import { exchange } from './org-routes.ts';

const delivery = z.union([
  z.object({ state: z.literal('running') }),
  z.object({
    state: z.literal('paused'),
    pausedUntil: time,
    cause: z.string(),
    code: z.string(),
    sentence: z.string(),
    fix: z.string(),
  }),
]);

/** The org and its pairing, for the API's document. */
export const orgOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org',
    tag: 'Org',
    summary: 'The org that the key opens, and whether bookings are sent to it now.',
    auth: 'org',
    answers: {
      200: {
        description: 'The org.',
        schema: z.object({
          id: z.string(),
          name: z.string(),
          salesforceOrgId: z.string().nullable(),
          loginUrl: z.string(),
          version: z.string(),
          pairedAt: time.nullable().describe('When the Salesforce package got its key.'),
          delivery,
        }),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/pairing',
    tag: 'Org',
    summary: 'Exchanges a pairing code for the key of the Salesforce package.',
    auth: 'none',
    body: { schema: exchange, required: true },
    answers: {
      201: {
        description: 'The key, shown this once; the one before ends.',
        schema: z.object({ key: z.string(), org: z.object({ id: z.string(), name: z.string() }) }),
      },
    },
    refusals: { 409: 'The code is for another Salesforce org.', 429: 'Many wrong codes were tried.' },
  },
  {
    method: 'delete',
    path: '/v1/org/pairing',
    tag: 'Org',
    summary: 'Ends the key of the Salesforce package.',
    auth: 'org',
    answers: { 204: { description: 'It opens nothing any more.' } },
  },
];
