import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import express from 'express';
import type { Request, Router } from 'express';
import { ASSETS } from '../lightning/lightning.ts';

const browserFolder = path.join(import.meta.dirname, 'browser');

/** Nothing but what this server sends, nothing inline, and in no frame: a click here changes the org. */
const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** `/sandbox/` as a page, and what it loads. Its modules are the TypeScript of `browser/`, types stripped on the way. */
export function consolePage(): Router {
  const router = express.Router();
  router.get('/', (request, response, next) => {
    if (!request.accepts('html')) return next();
    // Relative addresses of the page need the slash.
    if (/^\/sandbox(\?|$)/.test(request.originalUrl)) return response.redirect('/sandbox/');
    response.set(HEADERS).type('html').send(html());
  });
  router.get('/page/*path', (request: Request<{ path: string[] }>, response, next) => {
    const file = path.join(browserFolder, ...request.params.path);
    const isOurs = request.params.path.every((part) => /^[a-z-]+(\.ts|\.css)?$/.test(part)) && existsSync(file);
    const kind = path.extname(file);
    if (!isOurs || kind === '') return next();
    const source = readFileSync(file, 'utf8');
    response.set(HEADERS).type(kind === '.css' ? 'css' : 'text/javascript');
    response.send(kind === '.css' ? source : stripTypeScriptTypes(source));
  });
  return router;
}

function html(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Org console | Inlet sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ASSETS}/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="page/console.css">
<script type="module" src="page/main.ts"></script>
</head>
<body class="slds-scope">
<a class="console-skip" href="#main">Skip to the content</a>
<header class="console-header">
  <div>
    <h1>Org console</h1>
    <p>What an admin, or the world, can do to the sandbox org. It is not Salesforce.</p>
  </div>
  <a class="slds-button slds-button_neutral" href="/lightning/app/Inlet">Open Inlet</a>
</header>
<div class="console-body">
  <nav class="console-nav" aria-label="Sections" id="sections"></nav>
  <main id="main" tabindex="-1"><p id="loading">Asking the org …</p></main>
</div>
<div id="notices" class="console-notices" role="status"></div>
<noscript>This page needs JavaScript. What it does can also be done by curl: see docs/sandbox.md.</noscript>
</body>
</html>
`;
}
