import { z } from 'zod';
import type { ApiOperation } from '../../platform/http/api-operation.ts';
import { queueSearch, userSearch } from './user-routes.ts';

const salesforce = { 409: 'Salesforce refuses; the words say why.', 503: 'Salesforce does not answer now.' };
const problem = {
  problem: z.string().nullable().describe('What keeps the bookings from the owner.'),
  fix: z.string().nullable(),
};

/** Who gets whose bookings, for the API's document. */
export const userOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/users',
    tag: 'Users',
    summary: 'The owners of recent bookings beside the Salesforce users who get what they create.',
    auth: 'org',
    answers: {
      200: {
        description: 'At most 500 owners, the one with the most bookings first.',
        schema: z.object({
          days: z.int().describe('How far back bookings were looked at.'),
          owners: z.array(
            z.object({
              email: z.string(),
              name: z.string().nullable(),
              bookings: z.int(),
              match: z
                .object({
                  userId: z.string(),
                  name: z.string(),
                  isActive: z.boolean(),
                  how: z.enum(['email', 'byHand']),
                })
                .nullable(),
              ...problem,
            }),
          ),
          defaultOwner: z
            .object({ userId: z.string(), name: z.string().nullable(), isActive: z.boolean(), ...problem })
            .nullable(),
        }),
      },
    },
    refusals: salesforce,
  },
  {
    method: 'get',
    path: '/v1/org/salesforce-users',
    tag: 'Users',
    summary: 'Salesforce users whose name, user name or address holds a text; at most 25, active ones first.',
    auth: 'org',
    query: userSearch,
    answers: {
      200: {
        description: 'The users.',
        schema: z.object({
          users: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              username: z.string(),
              email: z.string(),
              isActive: z.boolean(),
            }),
          ),
        }),
      },
    },
    refusals: salesforce,
  },
  {
    method: 'get',
    path: '/v1/org/queues',
    tag: 'Users',
    summary: 'The queues that take Leads, or Cases.',
    auth: 'org',
    query: queueSearch,
    answers: {
      200: {
        description: 'The queues.',
        schema: z.object({ queues: z.array(z.object({ id: z.string(), name: z.string() })) }),
      },
    },
    refusals: salesforce,
  },
];
