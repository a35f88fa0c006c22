import { AuraHandledError, canManageCredentials, labelText, refusal, requireAdmin } from './apex-context.ts';
import type { ApexContext } from './apex-context.ts';
import { call, send } from './inlet-relay.ts';
import type { RelayAnswer } from './inlet-relay.ts';
import { NamedCredentials } from './named-credentials.ts';

const ADDRESS_FORM = /^https:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]+)*$/;
/** Salesforce calls no plain http. The sandbox does, where the backend runs beside it on the same machine. */
const LOCAL_ADDRESS = /^http:\/\/(localhost|127\.0\.0\.1)(:[0-9]{1,5})?$/;
const CREATED = 201;

/** InletPairing.getStatus. */
export function getStatus(context: ApexContext): object {
  requireAdmin(context);
  const { address, key } = new NamedCredentials(context.state.org);
  const canPair = canManageCredentials(context);
  const missingPermissions = canPair ? [] : [labelText(context, 'Inlet_Apex_PairingPermission')];
  // Who may not see credentials is not asked to pair: a request to the backend tells whether it is.
  if (!canPair) return { isPaired: true, address: null, canPair, missingPermissions };
  return {
    isPaired: address !== undefined && key !== undefined,
    address: address ?? null,
    canPair,
    missingPermissions,
  };
}

/** InletPairing.setAddress. */
export function setAddress(context: ApexContext, { address }: Record<string, unknown>): null {
  requirePairing(context);
  const plain = typeof address === 'string' ? address.trim().replace(/\/$/, '') : '';
  if (!ADDRESS_FORM.test(plain) && !LOCAL_ADDRESS.test(plain)) throw refusal(context, 'Inlet_Apex_AddressInvalid');
  new NamedCredentials(context.state.org).setAddress(plain);
  return null;
}

/** InletPairing.exchangeCode. */
export async function exchangeCode(context: ApexContext, { code }: Record<string, unknown>): Promise<null> {
  requirePairing(context);
  if (typeof code !== 'string' || code.trim() === '') throw refusal(context, 'Inlet_Apex_CodeMissing');
  const body = JSON.stringify({ code: code.trim(), organizationId: context.state.org.organizationId });
  const answer = await call(context, { method: 'POST', path: '/v1/pairing', body });
  if (answer.status !== CREATED) throw new AuraHandledError(problemText(context, answer));
  const { key } = fieldsOf(answer.body);
  if (typeof key !== 'string') throw new AuraHandledError(unexpected(context, answer));
  new NamedCredentials(context.state.org).setKey(key);
  return null;
}

/** InletPairing.verify. */
export function verify(context: ApexContext): Promise<RelayAnswer> {
  return send(context, { method: 'GET', path: '/v1/org', body: null });
}

/** InletPairing.forget. */
export async function forget(context: ApexContext): Promise<null> {
  requirePairing(context);
  const credentials = new NamedCredentials(context.state.org);
  const { key } = credentials;
  try {
    await call(context, { method: 'DELETE', path: '/v1/org/pairing', ...(key !== undefined && { key }) });
  } catch (error) {
    // A backend that is gone cannot be told, and must not keep the org from letting go of it.
    if (!(error instanceof AuraHandledError)) throw error;
  }
  credentials.setKey(undefined);
  credentials.setAddress(undefined);
  return null;
}

function requirePairing(context: ApexContext): void {
  requireAdmin(context);
  if (canManageCredentials(context)) return;
  const permission = labelText(context, 'Inlet_Apex_PairingPermission');
  throw refusal(context, 'Inlet_Apex_PairingPermissionMissing', permission);
}

/** What a problem (RFC 9457) says: the error of a field before the general sentence. */
function problemText(context: ApexContext, answer: RelayAnswer): string {
  const { errors, detail } = fieldsOf(answer.body);
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (typeof first === 'object' && first !== null && 'detail' in first && typeof first.detail === 'string') {
    return labelText(context, 'Inlet_Apex_CodeRefused', first.detail);
  }
  return typeof detail === 'string' ? detail : unexpected(context, answer);
}

function unexpected(context: ApexContext, { status }: RelayAnswer): string {
  return labelText(context, 'Inlet_Apex_UnexpectedAnswer', String(status));
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    // Whatever answered was not the backend; the caller says so.
    return {};
  }
}
