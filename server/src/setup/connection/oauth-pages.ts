import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';
import type { ApiUser } from '../../salesforce/api-user.ts';
import { inWords, text, type Language, type Text, type TextKey } from '../../texts/text.ts';
import type { Finished } from './web-authorization.ts';

const style = `
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: #f3f3f3; color: #181818; font: 1rem/1.5 system-ui, sans-serif; }
header { padding: 0.625rem 1.25rem; background: #032d60; color: #fff; font-weight: 600; }
main { max-width: 34rem; margin: 2.5rem auto; padding: 1.5rem 1.75rem; border: 1px solid #c9c9c9;
  border-radius: 0.25rem; background: #fff; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0.75rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 1rem 0; }
dt { color: #444; }
dd { margin: 0; font-weight: 600; }
.note { margin: 1rem 0; padding: 0.75rem 1rem; border-left: 0.25rem solid #a86403; background: #fdf5e8; }
.error { border-left-color: #ba0517; background: #fdf1f0; }
.success { border-left-color: #2e844a; background: #eef8f1; }
.note p { margin: 0 0 0.5rem; }
.note p:last-child { margin: 0; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
button { padding: 0.625rem 1.25rem; border: 1px solid #0176d3; border-radius: 0.25rem; background: #fff; color: #014486;
  font: inherit; cursor: pointer; }
button.brand { background: #0176d3; color: #fff; }
button:focus-visible { outline: 3px solid #014486; outline-offset: 2px; }
@media (max-width: 34rem) { main { margin: 0; border-width: 0 0 1px; border-radius: 0; } dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 0.5rem; } form { flex-direction: column; } }
`;

/** Nothing runs, nothing is loaded, nothing is kept, in no frame; the form leads here only. */
export const pageHeaders = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** The page of the backend at the end of an authorization. Without scripts. */
export function finishedPage(finished: Finished, language: Language): { status: number; html: string } {
  const say = (key: TextKey, params?: Record<string, string>) => escapeHtml(inWords(text(key, params), language));
  const spoken = (words: Text) => escapeHtml(inWords(words, language));
  const page = (title: string, main: string) => frame(language, title, `<h1>${title}</h1>\n${main}`);
  switch (finished.kind) {
    case 'refused': {
      const { status, title, detail, fix } = finished;
      const said = `<div class="note error"><p>${spoken(detail)}</p>${fix ? `<p>${spoken(fix)}</p>` : ''}</div>`;
      return { status, html: page(spoken(title), `${said}\n<p>${say('oauth.close')}</p>`) };
    }
    case 'discarded': {
      return { status: 200, html: page(say('oauth.discarded'), `<p>${say('oauth.discarded.detail')}</p>`) };
    }
    case 'connected': {
      const { user, orgName, instanceUrl } = finished;
      const said = `<div class="note success"><p>${say('oauth.connected.detail', { org: orgName })}</p></div>`;
      const main = `${said}\n${who(user, instanceUrl, say)}\n<p>${say('oauth.close')}</p>`;
      return { status: 200, html: page(say('oauth.connected'), main) };
    }
    case 'asks': {
      const { user, csrf, isAdmin, otherOrg, orgName, instanceUrl } = finished;
      const warnings = [
        ...(otherOrg
          ? [`<p><strong>${say('oauth.otherOrg')}</strong></p><p>${say('oauth.otherOrg.detail', { org: orgName })}</p>`]
          : []),
        ...(isAdmin ? [`<p><strong>${say('oauth.admin')}</strong></p><p>${say('oauth.admin.detail')}</p>`] : []),
      ].map((warning) => `<div class="note">${warning}</div>`);
      const form = `<form method="post" action="/oauth/confirm">
<input type="hidden" name="confirmation" value="${escapeHtml(csrf)}">
<button class="brand" name="decision" value="discard">${say('oauth.discard')}</button>
<button name="decision" value="keep">${say('oauth.keep')}</button>
</form>`;
      return {
        status: 200,
        html: page(say('oauth.asks'), `${who(user, instanceUrl, say)}\n${warnings.join('\n')}\n${form}`),
      };
    }
  }
}

/** The page for a ticket that leads nowhere. */
export function ticketRefusedPage(language: Language): { status: number; html: string } {
  const title = text('oauth.failed');
  const detail = text('oauth.ticketUnknown');
  return finishedPage({ kind: 'refused', status: 400, title, detail, fix: text('oauth.ticketUnknown.fix') }, language);
}

function who(user: ApiUser, instanceUrl: string, say: (key: TextKey) => string): string {
  const rows: [TextKey, string | null][] = [
    ['oauth.user', user.name],
    ['oauth.username', user.username],
    ['oauth.email', user.email],
    ['oauth.profile', user.profile],
    ['oauth.licence', user.licence],
    ['oauth.org', new URL(instanceUrl).host],
  ];
  const known = rows.filter((row): row is [TextKey, string] => row[1] !== null);
  return `<dl>${known.map(([key, value]) => `<dt>${say(key)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`;
}

function frame(language: Language, title: string, main: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} | Inlet</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>Inlet</header>
<main>
${main}
</main>
</body>
</html>
`;
}
