import { escapeHtml } from '../../../lightning/page-html.ts';

/** Where the style sheet of the pages is. */
export const STYLE = '/services/oauth2/page/oauth.css';

/**
 * Nothing but what this server sends, nothing inline, in no frame, and no address told to others. Where the forms lead
 * is not limited: browsers would hold the redirect to the app's callback against it.
 */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A page with one card in its middle. `main` is markup, the title is text. */
export function pageFrame(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | Inlet sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE}">
</head>
<body>
<header><p><strong>Sandbox org</strong> on this machine. It is not Salesforce.</p></header>
<main>
${main}
</main>
</body>
</html>
`;
}
