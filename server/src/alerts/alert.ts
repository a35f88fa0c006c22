import type { Text } from '../texts/text.ts';

/** What alerts are about. Each topic is looked at by one watcher, which says all that is wrong with it. */
export type AlertTopic = 'connection' | 'apiUsage' | 'backlog' | 'page' | 'dryRun';

export type AlertChannel = 'webhook' | 'email';

/** Something that got worse, as it is told. */
export interface AlertCause {
  topic: AlertTopic;
  /** One alert of a subject is open at a time: the topic, and which of it (`page:12`). */
  subject: string;
  /** A change of the kind is told anew; other words for the same kind are not. */
  kind: string;
  sentence: Text;
  fix: Text;
  /** ISO time since when it is so. */
  since: string;
}

/** `test` is sent by an admin who wants to know whether it arrives. */
export type AlertEvent = 'raised' | 'resolved' | 'test';

/** What is told outside about one alert. */
export interface AlertNotice {
  event: AlertEvent;
  orgId: string;
  orgName: string;
  /** Undefined in a test. */
  alert: AlertCause | undefined;
}

/** Whom the org's admins want to be told, beside those whom the operator configured. */
export interface AlertSettings {
  emails: string[];
  language: 'en' | 'de';
}

export const defaultAlertSettings: AlertSettings = { emails: [], language: 'en' };
