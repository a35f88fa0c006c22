import { packageVersionOf } from './package-version.ts';
import { refusal, requireAdmin } from './apex-context.ts';
import type { ApexContext } from './apex-context.ts';
import { NamedCredentials } from './named-credentials.ts';

export interface RelayAnswer {
  status: number;
  body: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ALLOWED_PATH = /^\/v1\/org([/?][^\s\\#]*)?$/;
const TIMEOUT_MILLISECONDS = 30_000;
const LARGEST_ANSWER = 1_000_000;

/** InletRelay.send: to the backend, by the key that the browser never sees. */
export async function send(context: ApexContext, parameters: Record<string, unknown>): Promise<RelayAnswer> {
  requireAdmin(context);
  const { method, path, body } = parameters;
  if (typeof method !== 'string' || !METHODS.includes(method) || !isAllowed(path)) {
    throw refusal(context, 'Inlet_Apex_RequestRefused');
  }
  const { key } = new NamedCredentials(context.state.org);
  return call(context, { method, path, body, ...(key !== undefined && { key }) });
}

interface Callout {
  method: string;
  path: string;
  body?: unknown;
  /** What the External Credential puts into the header. */
  key?: string;
}

/** InletRelay.call. Throws AuraHandledError when no answer comes. */
export async function call(context: ApexContext, { method, path, body, key }: Callout): Promise<RelayAnswer> {
  const { state, user } = context;
  const { address } = new NamedCredentials(state.org);
  const hasBody = typeof body === 'string' && body.trim() !== '';
  try {
    if (address === undefined) throw new Error('the org is not paired');
    const response = await fetch(address + path, {
      method,
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': user.language.startsWith('de') ? 'de' : 'en-US',
        'Inlet-Org-Id': state.org.organizationId,
        'Inlet-User-Id': user.id,
        'Inlet-User-Name': encodeURIComponent(user.name).replaceAll('%20', '+'),
        'Inlet-Package-Version': packageVersionOf(state.metadata),
        ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        ...(hasBody && { 'Content-Type': 'application/json' }),
      },
      ...(hasBody && { body: body as string }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const text = await response.text();
    if (text.length <= LARGEST_ANSWER) return { status: response.status, body: text };
  } catch (error) {
    throw refusal(context, 'Inlet_Apex_NoAnswer', reason(error));
  }
  throw refusal(context, 'Inlet_Apex_AnswerTooLarge');
}

function isAllowed(path: unknown): path is string {
  return typeof path === 'string' && ALLOWED_PATH.test(path) && !path.includes('..') && !path.includes('//');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
