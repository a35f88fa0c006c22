import { after } from 'node:test';
import { startSandbox } from '../src/api/server.ts';
import { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';

export interface Keys {
  id: string;
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
  accessToken: string;
  apiUser: { id: string; username: string };
}

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into bodies of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** A sandbox in memory on a free port, closed after the tests of the file. */
export async function testSandbox() {
  const { url, close, state } = await startSandbox({ org: new Org() });
  after(close);
  /** What a user without rights is told is for the tests of access; all others ask as one who may do everything. */
  const empowerApiUser = () => {
    const options = { autoAssign: false, allowDuplicates: true };
    const values = { ProfileId: SEED.adminProfile };
    state.org.update({ userId: SEED.admin }, 'User', SEED.integration, values, options);
  };
  empowerApiUser();
  const keys = (await (await fetch(`${url}/sandbox/org`)).json()) as Keys;

  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url + path, { method, ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  /** A request with the API user's token, below `/services/data/v64.0`. */
  let apiToken = '';
  const api = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    apiToken ||= (await token({ grant_type: 'client_credentials' })).body.access_token;
    return ask(method, path.startsWith('/services') ? path : `/services/data/v64.0${path}`, {
      headers: {
        Authorization: `Bearer ${apiToken}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  };
  const token = (parameters: Record<string, string>) => {
    const credentials = { client_id: keys.clientId, client_secret: keys.clientSecret };
    const body = new URLSearchParams({ ...credentials, ...parameters });
    return ask('POST', '/services/oauth2/token', { body });
  };
  const admin = (method: string, path: string, body?: unknown) =>
    ask(method, `/sandbox${path}`, {
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  /** Forgets the API user's token, so that the next request signs in again. */
  const signOut = () => {
    apiToken = '';
  };
  return { url, keys, state, ask, api, token, admin, signOut, empowerApiUser };
}
