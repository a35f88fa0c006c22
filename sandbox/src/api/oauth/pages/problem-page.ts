import { escapeHtml } from '../../../lightning/page-html.ts';
import type { OAuthError } from '../oauth-error.ts';
import { pageFrame } from './page-frame.ts';

/** What helps, by OAuth's code. */
const ADVICE: Record<string, string> = {
  invalid_client_id: 'The org knows no app with this consumer key. Compare it with the keys under /sandbox/org.',
  redirect_uri_missing: 'The app did not say where to go on. It must send redirect_uri.',
  redirect_uri_mismatch:
    'The address that the app wants to go on to is not among the callback addresses of the app. They must be the same to the letter; the Org console changes them.',
};

/** A refusal that goes to no callback address, for it is not sure whose that is. */
export function problemPage({ error, message }: OAuthError): string {
  return pageFrame(
    'Authorization failed',
    `<h1>We can’t authorize you because of an OAuth error</h1>
<p>${escapeHtml(ADVICE[error] ?? 'The app sent a request that the org does not take.')}</p>
<p><code>error=${escapeHtml(error)}<br>error_description=${escapeHtml(message)}</code></p>`,
  );
}
