import type { OrgUser } from '../api/identity.ts';
import type { SandboxState } from '../api/sandbox-state.ts';
import type { BuildState } from './build/shell-builder.ts';
import type { PageContext } from './client/page-context.ts';
import type { PermissionSetDefinition } from '../org/access/permission-set.ts';
import { installedApp } from './installed-app.ts';
import type { InstalledApp } from './installed-app.ts';
import { escapeHtml, framePage, LISTS, messageCard, scripts } from './page-html.ts';
import { resourceUrls } from './static-resources.ts';
import { baseComponentLabels, shellTexts } from './shell-texts.ts';
import type { ShellTexts } from './shell-texts.ts';
import { languageTag } from './viewer.ts';

interface Options {
  viewer: OrgUser;
  /** API name of the app. */
  app: string;
  /** The tab that the address names; undefined at other addresses. */
  tab?: string | undefined;
  /** Whether the address names the app itself. */
  isAppAddress: boolean;
  build: BuildState;
  assets: string;
}

/**
 * The page for any address of the shell: ready, still compiling, broken, without the package, or not for this user. Whoever
 * is not shown the app still has the org's own lists and records.
 */
export function shellPage(
  state: SandboxState,
  { viewer, app: name, tab: tabName, isAppAddress, build, assets }: Options,
): { status: number; html: string } {
  const texts = shellTexts(viewer.language);
  const app = installedApp(state.metadata, name, viewer.language);
  const visible = app && visibleTo(state, viewer, name, app);
  const frame = {
    viewer,
    users: state.identity.users().filter(({ isActive }) => isActive),
    texts,
    title: visible?.isShown === false ? texts.org : (app?.label ?? name),
    appLabel: visible?.isShown === false ? texts.org : (app?.label ?? name),
    assets,
    tabs: [
      ...(visible?.barTabs ?? []).map((tab) => ({ name: tab.name, label: tab.label, url: `/lightning/n/${tab.name}` })),
      ...LISTS.map((object) => ({ name: object, label: texts[object], url: `/lightning/o/${object}/list` })),
    ],
    head: '',
    main: '',
  };
  if (!app) {
    const link = `<p><a href="/sandbox/">${escapeHtml(texts.console)}</a></p>`;
    return { status: 200, html: framePage({ ...frame, main: messageCard(texts.notInstalled, texts.install, link) }) };
  }
  if (isAppAddress && !visible?.isShown) {
    return refusalPage(frame, texts.noAppTitle, [
      texts.noApp.replace('{0}', app.label),
      grantedBy(state, texts, ({ applications }) => applications.includes(name)),
    ]);
  }
  const tab = app.tabs.find((one) => one.name === tabName);
  if (tab && state.org.tabVisibility(viewer.id, tab.name) === 'None') {
    return refusalPage(frame, texts.noTabTitle, [
      texts.noTabAccess.replace('{0}', tab.label),
      grantedBy(state, texts, ({ tabSettings }) =>
        tabSettings.some((one) => one.tab === tab.name && one.visibility !== 'None'),
      ),
    ]);
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
    resourceUrls: resourceUrls(state.metadata),
    appLabel: frame.appLabel,
    tabs: app.tabs.filter((one) => state.org.tabVisibility(viewer.id, one.name) !== 'None'),
    recordComponents: app.recordComponents,
    texts,
  };
  return { status: 200, html: framePage({ ...frame, head: scripts(context, `/lightning/build/${build.version}`) }) };
}

/** Whether the user's permission sets show the app, and which of its tabs stand in its bar. */
function visibleTo(
  { org }: SandboxState,
  { id }: OrgUser,
  name: string,
  { tabs }: InstalledApp,
): { isShown: boolean; barTabs: InstalledApp['tabs'] } {
  const isShown = org.hasApplication(id, name);
  return { isShown, barTabs: isShown ? tabs.filter((tab) => org.tabVisibility(id, tab.name) === 'Visible') : [] };
}

/** In words of our own, where Salesforce shows its page for what somebody may not see. */
function refusalPage(frame: Parameters<typeof framePage>[0], title: string, sentences: string[]) {
  const link = `<p><a href="/sandbox/#users">${escapeHtml(frame.texts.console)}</a></p>`;
  const sentence = sentences.filter(Boolean).join(' ');
  return { status: 403, html: framePage({ ...frame, main: messageCard(title, sentence, link) }) };
}

/** Which deployed permission sets would show it. */
function grantedBy(
  { org }: SandboxState,
  texts: ShellTexts,
  grants: (set: PermissionSetDefinition) => boolean,
): string {
  const labels = org
    .permissionSets()
    .filter(grants)
    .map(({ label }) => label);
  return labels.length === 0 ? '' : texts.grantedBy.replace('{0}', labels.join(', '));
}
