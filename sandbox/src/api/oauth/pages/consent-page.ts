import { escapeHtml } from '../../../lightning/page-html.ts';
import type { OrgUser } from '../../identity.ts';
import type { ConnectedApp } from '../connected-app.ts';
import { SCOPES } from '../scopes.ts';
import type { Scope } from '../scopes.ts';
import { pageFrame } from './page-frame.ts';

interface Consent {
  app: ConnectedApp;
  scopes: readonly Scope[];
  user: OrgUser;
  /** What only this page knows. */
  confirmation: string;
  /** Where somebody else logs in. */
  switchUrl: string;
  /** Where the form goes: the same request. */
  action: string;
}

/** Asks whether an app may do what it asks for. */
export function consentPage({ app, scopes, user, confirmation, switchUrl, action }: Consent): string {
  const items = scopes.map((name) => `<li>${escapeHtml(SCOPES[name])} <code>(${name})</code></li>`);
  return pageFrame(
    'Allow access?',
    `<h1>Allow access?</h1>
<p><strong>${escapeHtml(app.label)}</strong> is asking to:</p>
<ul>${items.join('')}</ul>
<p>Do you want to allow access for <strong>${escapeHtml(user.username)}</strong>? <a href="${escapeHtml(switchUrl)}">Not you?</a></p>
<form method="post" action="${escapeHtml(action)}">
  <input type="hidden" name="confirmation" value="${escapeHtml(confirmation)}">
  <div class="buttons">
    <button type="submit" name="action" value="deny">Deny</button>
    <button type="submit" name="action" value="allow" class="main">Allow</button>
  </div>
</form>
<p class="help">You can take access away at any time: in the Org console, or by revoking the token.</p>`,
  );
}
