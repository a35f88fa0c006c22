import { z } from 'zod';
import { time, type ApiOperation } from '../../platform/http/api-operation.ts';
import { clientCredentialsBody, jwtBody, webServerBody } from './connection-routes.ts';

const apiUser = z.object({
  id: z.string().nullable(),
  username: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  profile: z.string().nullable(),
  licence: z.string().nullable(),
  isAdmin: z.boolean().nullable(),
});
const actor = z.object({ id: z.string(), name: z.string() });
const connection = z.object({
  state: z.enum(['never', 'connected', 'broken', 'disconnected']),
  kind: z.enum(['clientCredentials', 'jwt', 'webServer']).nullable(),
  loginUrl: z.string().nullable(),
  instanceUrl: z.string().nullable(),
  clientId: z.string().nullable(),
  user: apiUser.nullable().describe('As whom the org is connected; null where it is not known yet.'),
  salesforceOrgId: z.string().nullable(),
  connectedAt: time.nullable(),
  connectedBy: actor.nullable(),
  checkedAt: time.nullable(),
  tokenRefreshedAt: time.nullable(),
  cause: z
    .object({ kind: z.string(), code: z.string(), sentence: z.string(), fix: z.string(), since: time })
    .nullable()
    .describe('Why it is broken or not connected, and what to do.'),
  jwt: z
    .object({
      certificate: z.string(),
      expiresAt: time,
      username: z.string().nullable(),
      inUse: z.boolean(),
      current: z
        .object({ since: time.nullable(), expiresAt: time, state: z.enum(['good', 'expiring', 'expired']) })
        .nullable()
        .describe('The certificate that logins are signed with now; expiring in its last 30 days.'),
    })
    .nullable()
    .describe('The certificate to upload to the app; the private key never leaves the backend.'),
  callbackUrl: z.string().describe('What the app has to have as its callback address.'),
  pending: z
    .object({
      startedAt: time,
      expiresAt: time,
      by: actor,
      asks: z
        .object({
          user: apiUser,
          salesforceOrgId: z.string().nullable(),
          instanceUrl: z.string(),
          isAdmin: z.boolean(),
          otherThan: z.string().nullable().describe('The Salesforce org of before, where this is another one.'),
          questionUrl: z.string(),
        })
        .nullable()
        .describe('Whom and which org the login led to, where a person has to say that it is meant: at questionUrl.'),
    })
    .nullish()
    .describe('A login in a browser that is under way.'),
});
const now = { 200: { description: 'The connection as it is now.', schema: connection } };
const page = (description: string) => ({ description, mediaType: 'text/html', schema: z.string() });
const refused = {
  409: 'The login leads to another Salesforce org than before: repeat it with confirmOtherOrg if that is meant.',
  503: 'Salesforce does not answer now.',
};

/** How an org is reached, and connecting it in three ways, for the API's document. */
export const connectionOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/connection',
    tag: 'Connection',
    summary: 'How the org is reached, as whom, and what is wrong with it.',
    auth: 'org',
    answers: now,
  },
  {
    method: 'post',
    path: '/v1/org/connection/client-credentials',
    tag: 'Connection',
    summary: 'Connects by client credentials: the app runs as the user that it names.',
    auth: 'org',
    body: { schema: clientCredentialsBody, required: true },
    answers: now,
    refusals: refused,
  },
  {
    method: 'post',
    path: '/v1/org/connection/jwt/certificate',
    tag: 'Connection',
    summary: 'Makes a key pair; the certificate is to be uploaded to the app before connecting.',
    auth: 'org',
    answers: {
      201: { description: 'The certificate, PEM.', schema: z.object({ certificate: z.string(), expiresAt: time }) },
    },
  },
  {
    method: 'post',
    path: '/v1/org/connection/jwt',
    tag: 'Connection',
    summary: 'Connects by a signed assertion for a user (JWT bearer).',
    auth: 'org',
    body: { schema: jwtBody, required: true },
    answers: now,
    refusals: refused,
  },
  {
    method: 'post',
    path: '/v1/org/connection/web-server',
    tag: 'Connection',
    summary: 'Offers an address at which a person logs in to Salesforce and allows Inlet in (PKCE).',
    auth: 'org',
    body: { schema: webServerBody, required: true },
    answers: {
      200: {
        description: 'The address, good for one browser, once and for 10 minutes.',
        schema: z.object({ authorizeUrl: z.string(), expiresAt: time }),
      },
    },
  },
  {
    method: 'delete',
    path: '/v1/org/connection/web-server',
    tag: 'Connection',
    summary: 'Ends a login that is under way, and gives back what was allowed. The connection stays as it is.',
    auth: 'org',
    answers: now,
  },
  {
    method: 'post',
    path: '/v1/org/connection/check',
    tag: 'Connection',
    summary: 'Checks the connection now, by one API call at most.',
    auth: 'org',
    answers: now,
    refusals: { 503: 'Salesforce does not answer now.' },
  },
  {
    method: 'post',
    path: '/v1/org/connection/reconnect',
    tag: 'Connection',
    summary: 'Asks for a new token; what waited for the connection is delivered.',
    auth: 'org',
    answers: now,
    refusals: { 409: 'There is no connection to renew.', 503: 'Salesforce does not answer now.' },
  },
  {
    method: 'delete',
    path: '/v1/org/connection',
    tag: 'Connection',
    summary: 'Revokes and forgets the tokens. Settings stay, bookings wait.',
    auth: 'org',
    answers: now,
  },
  {
    method: 'get',
    path: '/oauth/start',
    tag: 'Connection',
    summary: 'Binds a login to the browser and leads it to Salesforce; for browsers.',
    auth: 'none',
    query: z.object({ ticket: z.string().optional() }),
    answers: { 303: { description: 'To the login page of Salesforce.' } },
  },
  {
    method: 'get',
    path: '/oauth/callback',
    tag: 'Connection',
    summary: 'Where Salesforce leads the browser back; tells as whom the org is connected, or asks.',
    auth: 'none',
    query: z.object({
      state: z.string().optional(),
      code: z.string().optional(),
      error: z.string().optional(),
      error_description: z.string().optional(),
    }),
    answers: { 200: page('Connected, or the question whether this user is meant.') },
  },
  {
    method: 'get',
    path: '/oauth/question',
    tag: 'Connection',
    summary: 'That question again, for the browser that logged in only.',
    auth: 'none',
    answers: { 200: page('The question whether this user, or this org, is meant.') },
  },
  {
    method: 'post',
    path: '/oauth/confirm',
    tag: 'Connection',
    summary: 'Keeps or gives back what was allowed; the form of that page.',
    auth: 'none',
    answers: { 200: page('What came of it.') },
  },
];
