import type { ConnectionCause } from '../../setup/connection/connection.ts';
import { text, type Text } from '../../texts/text.ts';
import { isPaused, type Facts } from '../facts/facts.ts';
import { broken, ok, unknown, type CheckId } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

/** Which check answers for a broken connection: the cause may lie with the user, the API version, or the login itself. */
export function ownerOfBreak({ connection, fromOrg }: Facts): CheckId | null {
  if (connection.state === 'connected') return null;
  const { cause } = connection;
  const user = fromOrg?.apiUser;
  if (connection.state === 'broken' && user && (!user.isActive || user.isFrozen)) return 'apiUser.active';
  switch (connection.state === 'broken' ? cause?.kind : undefined) {
    case 'inactiveUser':
      return 'apiUser.active';
    case 'apiDisabled':
      return 'apiUser.apiEnabled';
    case 'ipRestricted':
      return 'apiUser.profile';
    case 'versionRetired':
      return 'platform.apiVersion';
    default:
      return 'connection';
  }
}

/** Why nothing can be asked of the org, in one clause; undefined where the connection is good. */
export function whyClosed({ connection }: Pick<Facts, 'connection'>): Text | undefined {
  if (connection.state === 'connected') return undefined;
  return text('unknown.connection', { why: causeOfState(connection.state, connection.cause) });
}

export function causeOfState(state: string, cause: ConnectionCause | null): Text {
  if (state === 'never') return text('connection.notConnected');
  return cause?.sentence ?? text('connection.disconnected');
}

const backend: CheckDefinition = {
  id: 'backend.reachable',
  group: 'backend',
  needs: [],
  answer: ({ version }) => ok(text('found.backend', { version })),
};

const connection: CheckDefinition = {
  id: 'connection',
  group: 'connection',
  needs: [],
  answer(facts) {
    const { connection, pause } = facts;
    const { state, cause, user } = connection;
    const meaning = text('means.nothingArrives');
    if (state === 'never' || state === 'disconnected') {
      const finding = text(state === 'never' ? 'connection.notConnected' : 'connection.disconnected');
      const fix = text(state === 'never' ? 'connection.notConnected.fix' : 'connection.disconnected.fix');
      return broken(finding, { meaning, fix, page: 'connection' });
    }
    if (state === 'broken' && cause) {
      const owner = ownerOfBreak(facts);
      if (owner !== 'connection') return unknown(text('unknown.connection', { why: cause.sentence }));
      const isApp = /^app|userNotApproved|noRunAsUser|flowDisabled|wrongCredentials|sessionRefused/.test(cause.kind);
      return broken(text('found.connection.broken', { why: cause.sentence, since: new Date(cause.since).getTime() }), {
        meaning,
        fix: cause.fix,
        page: 'connection',
        setupUrl: isApp ? setupUrl(facts, setupPaths.apps()) : null,
      });
    }
    if (pause?.kind === 'logins' && isPaused(facts)) {
      return broken(pause.sentence, { meaning, fix: pause.fix, page: 'connection' });
    }
    const since = connection.connectedAt?.getTime();
    const name = user?.username ?? user?.name ?? '';
    return ok(
      since === undefined || name === ''
        ? text('found.connection.okSimply')
        : text('found.connection.ok', { name, since }),
    );
  },
};

export const connectionChecks = [backend, connection];
