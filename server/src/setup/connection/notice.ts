import type { ConnectionCause } from './connection.ts';

export type NoticeChannel = 'webhook' | 'email';

/** What is told outside: that a connection broke, or that it works again and what it had been. */
export interface Notice {
  event: 'connection.broken' | 'connection.restored';
  orgId: string;
  orgName: string;
  cause: ConnectionCause;
}
