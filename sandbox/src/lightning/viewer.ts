import type { Request, Response } from 'express';
import type { OrgUser } from '../api/identity.ts';
import type { SandboxState } from '../api/sandbox-state.ts';

const COOKIE = 'inlet_sandbox_user';

/** Languages that the user menu offers, with the locale that goes with them. */
export const LANGUAGES: Record<string, { name: string; locale: string }> = {
  en_US: { name: 'English', locale: 'en_US' },
  de: { name: 'Deutsch', locale: 'de_DE' },
};

/** The user that the browser shows the org as: the one who was chosen, else the administrator. No password is asked. */
export function viewerOf(state: SandboxState, request: Pick<Request, 'headers'>): OrgUser {
  const cookie = new RegExp(`(?:^|; *)${COOKIE}=(005\\w{15})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
  const chosen = cookie === undefined ? undefined : state.identity.user(cookie);
  return chosen?.isActive ? chosen : state.identity.admin();
}

/** Remembers another user in the browser. Whether there is such an active user. */
export function chooseViewer(state: SandboxState, response: Response, userId: string): boolean {
  if (!state.identity.user(userId)?.isActive) return false;
  response.cookie(COOKIE, userId, { httpOnly: true, sameSite: 'lax', path: '/lightning' });
  return true;
}

/** As the user's own settings page does: language and locale. Whether the language is one of those that are offered. */
export function chooseLanguage(state: SandboxState, viewer: OrgUser, language: string): boolean {
  const choice = LANGUAGES[language];
  if (!choice) return false;
  const values = { LanguageLocaleKey: language, LocaleSidKey: choice.locale };
  const options = { autoAssign: false, allowDuplicates: true };
  // A user may change these for oneself, whatever the profile; the org's administrator stands in for that rule.
  const caller = { userId: state.identity.admin().id };
  return state.org.update(caller, 'User', viewer.id, values, options).success;
}

/** `en_US` → `en-US`, as browsers write it. */
export function languageTag(key: string): string {
  return key.replace('_', '-');
}
