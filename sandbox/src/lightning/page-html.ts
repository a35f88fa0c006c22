import type { OrgUser } from '../api/identity.ts';
import type { PageContext } from './client/page-context.ts';
import type { ShellTexts } from './shell-texts.ts';
import { LANGUAGES, languageTag } from './viewer.ts';

interface Frame {
  viewer: OrgUser;
  users: readonly OrgUser[];
  texts: ShellTexts;
  title: string;
  appLabel: string;
  tabs: { name: string; label: string; url: string }[];
  /** Where the style sheets are. */
  assets: string;
  /** Markup for the head and the main part. */
  head: string;
  main: string;
}

/** Objects whose list the app bar leads to. */
export const LISTS = ['Lead', 'Contact', 'Event'] as const;

/** The page around what is shown: notice, app bar, menus, and the places for content and toasts. */
export function framePage({ viewer, users, texts, title, appLabel, tabs, assets, head, main }: Frame): string {
  const items = tabs.map(
    ({ name, label, url }) =>
      `<li class="slds-context-bar__item" data-tab="${escapeHtml(name)}"><a class="slds-context-bar__label-action" href="${escapeHtml(url)}">${escapeHtml(label)}</a></li>`,
  );
  const people = users.map(({ id, name }) => option(id, name, id === viewer.id));
  const languages = Object.entries(LANGUAGES).map(([key, { name }]) => option(key, name, key === viewer.language));
  return `<!doctype html>
<html lang="${escapeHtml(languageTag(viewer.language))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="${assets}/shell.css">
${head}
</head>
<body class="slds-scope">
<a class="inlet-skip" href="#main">${escapeHtml(texts.skip)}</a>
<header class="inlet-header">
  <div class="inlet-notice"><span>${escapeHtml(texts.notice)}</span>
    <label>${escapeHtml(texts.user)} <select data-session="userId">${people.join('')}</select></label>
    <label>${escapeHtml(texts.language)} <select data-session="language">${languages.join('')}</select></label>
  </div>
  <div class="inlet-bar">
    <span class="inlet-bar__app">${escapeHtml(appLabel)}</span>
    <nav aria-label="${escapeHtml(texts.navigation)}"><ul class="inlet-bar__items">
      ${items.join('\n      ')}
      <li class="slds-context-bar__item"><a class="slds-context-bar__label-action" href="/sandbox/">${escapeHtml(texts.console)}</a></li>
    </ul></nav>
  </div>
</header>
<div id="toasts" class="inlet-toasts" role="status"></div>
<main id="main" tabindex="-1">${main}</main>
<noscript>${escapeHtml(texts.noScript)}</noscript>
</body>
</html>
`;
}

/** The head of a page with its code: what it knows, then synthetic shadow, then the shell. Modules run in this order. */
export function scripts(context: PageContext, build: string): string {
  // "<" would let a text end the element that it stands in.
  const json = JSON.stringify(context).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="page-context">${json}</script>
<script type="module" src="${build}/synthetic-shadow.js"></script>
<script type="module" src="${build}/shell.js"></script>`;
}

/** What is shown instead of a page: a heading, a sentence, and more as it stands. */
export function messageCard(title: string, sentence: string, more = ''): string {
  return `<div class="slds-card slds-p-around_medium inlet-message"><h1 class="slds-text-heading_medium">${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>${more}</div>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function option(value: string, label: string, isSelected: boolean): string {
  return `<option value="${escapeHtml(value)}"${isSelected ? ' selected' : ''}>${escapeHtml(label)}</option>`;
}
