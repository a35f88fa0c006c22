import type { OrgUser } from '../api/identity.ts';
import type { SandboxState } from '../api/sandbox-state.ts';
import type { BuildState } from './build/shell-builder.ts';
import type { PageContext } from './client/page-context.ts';
import { installedApp } from './installed-app.ts';
import { escapeHtml, framePage, LISTS, messageCard, scripts } from './page-html.ts';
import { baseComponentLabels, shellTexts } from './shell-texts.ts';
import { languageTag } from './viewer.ts';

interface Options {
  viewer: OrgUser;
  /** API name of the app. */
  app: string;
  build: BuildState;
  assets: string;
}

/** The page for any address of the shell: ready, still compiling, broken, or without the package. */
export function shellPage(
  state: SandboxState,
  { viewer, app: name, build, assets }: Options,
): { status: number; html: string } {
  const texts = shellTexts(viewer.language);
  const app = installedApp(state.metadata, name, viewer.language);
  const frame = {
    viewer,
    users: state.identity.users().filter(({ isActive }) => isActive),
    texts,
    title: app?.label ?? name,
    appLabel: app?.label ?? name,
    assets,
    tabs: [
      ...(app?.tabs ?? []).map((tab) => ({ name: tab.name, label: tab.label, url: `/lightning/n/${tab.name}` })),
      ...LISTS.map((object) => ({ name: object, label: texts[object], url: `/lightning/o/${object}/list` })),
    ],
    head: '',
    main: '',
  };
  if (!app) {
    const link = `<p><a href="/sandbox/">${escapeHtml(texts.console)}</a></p>`;
    return { status: 200, html: framePage({ ...frame, main: messageCard(texts.notInstalled, texts.install, link) }) };
  }
  if (build.status === 'building') {
    const head = `<script type="module" src="${assets}/wait.js"></script>`;
    const main = `<div role="status">${messageCard(app.label, texts.building)}</div>`;
    return { status: 200, html: framePage({ ...frame, head, main }) };
  }
  if (build.status === 'failed') {
    const main = messageCard(texts.buildFailed, '', `<pre>${escapeHtml(build.message)}</pre>`);
    return { status: 500, html: framePage({ ...frame, main }) };
  }
  const context: PageContext = {
    user: { id: viewer.id, name: viewer.name },
    language: languageTag(viewer.language),
    locale: languageTag(viewer.locale),
    timeZone: viewer.timeZone,
    labels: { ...baseComponentLabels(viewer.language), ...app.labels },
    customPermissions: state.metadata
      .ofType('CustomPermission')
      .map(({ fullName }) => fullName)
      .filter((permission) => state.org.hasCustomPermission(viewer.id, permission)),
    appLabel: app.label,
    tabs: app.tabs,
    recordComponents: app.recordComponents,
    texts,
  };
  return { status: 200, html: framePage({ ...frame, head: scripts(context, `/lightning/build/${build.version}`) }) };
}
