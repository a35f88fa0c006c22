import type { ConnectionKind, LimitKind } from './errors.ts';

interface Words {
  detail: string;
  fix: string;
}

/** What each connection fault says to an admin. The reason that Salesforce gave is added to the detail. */
export const connectionWords: Record<ConnectionKind, Words> = {
  address: {
    detail: 'The address of the Salesforce org cannot be used.',
    fix: 'Enter the My Domain address of the org (https://<name>.my.salesforce.com), found under Setup › My Domain.',
  },
  appBlocked: {
    detail: 'Salesforce blocks the connected app of Inlet in this org.',
    fix: 'In Setup › Connected Apps OAuth Usage, install or unblock the app, admit the API User to it, then reconnect.',
  },
  apiDisabled: {
    detail: 'Salesforce does not let the API User use the API.',
    fix: 'Give the API User a profile or permission set with "API Enabled"; the edition of the org must include the API.',
  },
  inactiveOrg: {
    detail: 'The Salesforce org is locked, closed or suspended.',
    fix: 'Ask Salesforce to reopen the org, or connect another org.',
  },
  inactiveUser: {
    detail: 'The API User is inactive or frozen in Salesforce.',
    fix: 'Activate and unfreeze the user in Setup › Users, or reconnect with another user.',
  },
  ipRestricted: {
    detail: 'Salesforce refuses the login by its login IP ranges or login hours.',
    fix: 'In the profile of the API User, admit the IP address of this server and remove the login hours.',
  },
  loginRefused: {
    detail: 'Salesforce refuses the login of the API User.',
    fix: 'Reconnect the org; the earlier approval was revoked, has expired, or was never given.',
  },
  noRunAsUser: {
    detail: 'The connected app has no user to run as.',
    fix: 'In the app’s policies, switch on the client credentials flow and name the API User under "Run As".',
  },
  resourceMissing: {
    detail: 'The address answers, but offers no Salesforce REST API of the version that Inlet uses.',
    fix: 'Check that the address is the My Domain address of the org, then reconnect.',
  },
  sessionRefused: {
    detail: 'Salesforce refuses the session of the API User, also after a new login.',
    fix: 'Check that the app has the scope "api", that API Access Control admits it, and that no high-assurance session is required.',
  },
  versionRetired: {
    detail: 'Salesforce no longer offers the API version that Inlet uses.',
    fix: 'Ask the operator to update the Inlet backend.',
  },
  wrongCredentials: {
    detail: 'Salesforce does not accept the consumer key and secret of the connected app.',
    fix: 'Copy key and secret from the app again and reconnect; a new app takes up to 10 minutes to be known.',
  },
  wrongOrg: {
    detail: 'The login leads to another Salesforce org than the one that was connected.',
    fix: 'Reconnect with the address and the app of the right org, or connect this org anew.',
  },
};

/** What each limit says to an admin. */
export const limitWords: Record<LimitKind, Words> = {
  concurrentRequests: {
    detail: 'The org has too many long-running API requests at once.',
    fix: 'Nothing to do: it is tried again shortly. If it stays, look for long-running integrations.',
  },
  dailyRequests: {
    detail: 'The org has used up its API requests of the last 24 hours.',
    fix: 'Wait until earlier requests fall out of the 24 hours, find the app that uses them in Setup › System Overview, or buy more.',
  },
  logins: {
    detail: 'Salesforce admits no more logins of the API User for now.',
    fix: 'Nothing to do: it is tried again later. If it stays, see which other integration uses the same user.',
  },
  maintenance: {
    detail: 'The org is read-only during a maintenance of Salesforce.',
    fix: 'Nothing to do: it is tried again until the maintenance ends (status.salesforce.com).',
  },
  storage: {
    detail: 'The org has no data storage left.',
    fix: 'Delete records or buy storage (Setup › Storage Usage).',
  },
};

export const transientFix = 'Nothing to do: it is tried again. If it stays for hours, see status.salesforce.com.';

/** "What happened. Salesforce says: …", on one line and of bounded length. */
export function withReason(detail: string, reason: string | undefined): string {
  const text = reason?.replace(/\s+/g, ' ').trim().slice(0, 500);
  return text ? `${detail} Salesforce says: ${text}` : detail;
}
