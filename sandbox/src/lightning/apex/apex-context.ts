import type { OrgUser } from '../../api/identity.ts';
import type { SandboxState } from '../../api/sandbox-state.ts';
import { customLabels } from '../installed-app.ts';

/** Who runs a method, and where. */
export interface ApexContext {
  state: SandboxState;
  user: OrgUser;
}

/** What a method throws at the component: a text for the person, as AuraHandledException. */
export class AuraHandledError extends Error {}

/** The refusal in the words of a custom label, `{0}` … filled in, in the user's language. */
export function refusal({ state, user }: ApexContext, label: string, ...values: string[]): AuraHandledError {
  return new AuraHandledError(labelText({ state, user }, label, ...values));
}

/** `System.Label.<name>`. */
export function labelText({ state, user }: ApexContext, label: string, ...values: string[]): string {
  const text = customLabels(state.metadata, user.language)[`c.${label}`] ?? label;
  if (values.length === 0) return text;
  // As String.format: an apostrophe that is meant as one is written twice.
  return text.replaceAll("''", "'").replaceAll(/\{(\d+)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** InletAccess.requireAdmin. */
export function requireAdmin(context: ApexContext): void {
  if (!isAdmin(context)) throw refusal(context, 'Inlet_Apex_AdminMissing');
}

/** InletAccess.isAdmin. */
export function isAdmin({ state, user }: ApexContext): boolean {
  return state.org.hasCustomPermission(user.id, 'Inlet_Admin');
}

/** InletAccess.canManageCredentials. */
export function canManageCredentials({ state, user }: ApexContext): boolean {
  return ['ManageNamedCredentials', 'CustomizeApplication'].some((name) => state.org.hasUserPermission(user.id, name));
}
