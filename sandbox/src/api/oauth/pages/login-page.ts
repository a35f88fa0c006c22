import { escapeHtml } from '../../../lightning/page-html.ts';
import type { ConnectedApp } from '../connected-app.ts';
import { pageFrame } from './page-frame.ts';

interface Login {
  app: ConnectedApp;
  username: string;
  problem: string | undefined;
  /** Where the form goes: the same request. */
  action: string;
}

/** Asks who somebody is. The focus is where the next letter goes. */
export function loginPage({ app, username, problem, action }: Login): string {
  const toPassword = username !== '';
  const said = problem === undefined ? '' : `<p class="problem" id="problem" role="alert">${escapeHtml(problem)}</p>`;
  const described = problem === undefined ? '' : ' aria-describedby="problem"';
  const focus = (isHere: boolean) => (isHere ? ' autofocus' : '');
  return pageFrame(
    problem === undefined ? 'Log in' : 'Error: Log in',
    `<h1>Log in</h1>
<p>to go on to <strong>${escapeHtml(app.label)}</strong></p>
${said}
<form method="post" action="${escapeHtml(action)}">
  <input type="hidden" name="action" value="login">
  <label for="username">User name</label>
  <input id="username" name="username" type="text" value="${escapeHtml(username)}" required autocomplete="username" autocapitalize="none" spellcheck="false"${focus(!toPassword)}${described}>
  <label for="password">Password</label>
  <input id="password" name="password" type="password" required autocomplete="current-password"${focus(toPassword)}${described}>
  <button type="submit" class="main">Log in</button>
</form>
<p class="help">The users of the org and their password are told by <a href="/sandbox/org">/sandbox/org</a>.</p>`,
  );
}
