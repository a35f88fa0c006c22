import { z } from 'zod';
import type { ApiOperation } from '../../platform/http/api-operation.ts';

const installation = z.object({
  package: z.object({
    installed: z.boolean(),
    prefix: z.string().nullable(),
    version: z.null().describe('Apex tells it: InletApiUser.getState.'),
  }),
  apiUser: z.object({
    id: z.string().nullable(),
    username: z.string().nullable(),
    isActive: z.boolean().nullable(),
    profile: z.string().nullable(),
    licence: z.string().nullable(),
    apiEnabled: z.boolean(),
    permissionSets: z.array(z.object({ name: z.string(), label: z.string() })).nullable(),
    unknown: z.record(z.string(), z.string()).describe('Why a part is null, by its name.'),
  }),
  access: z.array(
    z.object({
      object: z.string(),
      field: z.string().nullable().describe('Null: the object itself.'),
      permission: z.enum(['read', 'create', 'edit', 'delete']),
      has: z.boolean(),
      why: z.string(),
    }),
  ),
  eventsOfOthers: z.object({ scope: z.enum(['all', 'ownAndBelow', 'unknown']), sentence: z.string() }),
  hasPermissionSet: z.boolean().nullable(),
  canAssign: z.boolean(),
});

/** How the package stands in the org, for the API's document. */
export const installationOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/installation',
    tag: 'Installation',
    summary: 'How the package stands in the org, and what its API User may do and lacks.',
    description: 'Asked of Salesforce as the API User, in at most two API calls.',
    auth: 'org',
    answers: { 200: { description: 'As it is now.', schema: installation } },
    refusals: { 409: 'Salesforce refuses; the words say why.', 503: 'Salesforce does not answer now.' },
  },
  {
    method: 'post',
    path: '/v1/org/installation/assign',
    tag: 'Installation',
    summary: 'Assigns the permission set Inlet API User to the API User, as that user.',
    auth: 'org',
    answers: { 200: { description: 'As it is then.', schema: installation } },
    refusals: { 409: 'It may not; the words say what to do.', 503: 'Salesforce does not answer now.' },
  },
];
