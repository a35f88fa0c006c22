import type { Router } from 'express';
import { z } from 'zod';
import { SEED } from '../../org/seed.ts';
import { ApiError } from '../../org/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf } from './console-request.ts';

const VERSION = '66.0';
const OPTIONS = { autoAssign: false, allowDuplicates: true };
/** The names of products that write calendars into Salesforce. */
const product = z.strictObject({
  name: z.string().trim().min(1).max(80).default('Einstein Activity Capture'),
});

/**
 * Another product that writes the same meetings into the same calendars: as its own user, without an address of a
 * customer, which is how Einstein Activity Capture or Lightning Sync double what a scheduling product has written.
 */
export function otherEventRoutes(router: Router, state: SandboxState): void {
  const { org, identity } = state;
  const asOrg = { userId: org.organizationId };
  const rows = (soql: string) => org.query(asOrg, soql, { all: false, batchSize: 2000, version: VERSION }).records;

  router.get('/other-events', (_request, response) => response.json({ products: otherProducts(state) }));

  router.post('/other-events', (request, response) => {
    const { name } = bodyOf(product, request);
    const own = rows(
      'SELECT Subject, OwnerId, StartDateTime, EndDateTime, IsAllDayEvent FROM Event ' +
        `WHERE CreatedById = '${identity.apiUser().id}' AND IsDeleted = FALSE ORDER BY StartDateTime DESC LIMIT 200`,
    ).filter(({ IsAllDayEvent }) => IsAllDayEvent !== true);
    if (own.length === 0)
      throw badField('name', 'The API User has written no event that could be doubled: book first.');
    const user = userOf(name);
    const there = new Set(eventsOf(user).map(placeOf));
    const missing = own.filter((event) => !there.has(placeOf(event)));
    for (const { Subject, OwnerId, StartDateTime, EndDateTime } of missing) {
      const values = { Subject, OwnerId, StartDateTime, EndDateTime };
      const result = org.create({ userId: user }, 'Event', values, OPTIONS);
      if (!result.success) throw badField('name', result.errors.map(({ message }) => message).join(' '));
    }
    response.status(201).json({ name, userId: user, added: missing.length });
  });

  router.delete('/other-events', (_request, response) => {
    for (const { userId } of otherProducts(state)) {
      for (const { Id } of eventsOf(userId)) org.delete(asOrg, 'Event', String(Id));
    }
    response.status(204).end();
  });

  function eventsOf(userId: string) {
    return rows(`SELECT Id, OwnerId, StartDateTime FROM Event WHERE CreatedById = '${userId}' AND IsDeleted = FALSE`);
  }

  /** The product's own user, made when it comes the first time: an administrator, as it writes into all calendars. */
  function userOf(name: string): string {
    const username = usernameOf(name);
    const known = identity.byUsername(username);
    if (known) return known.id;
    const alias = username.slice(0, 8);
    const values = {
      ...{
        LastName: name,
        Username: username,
        Email: username,
        Alias: alias,
        CommunityNickname: username.slice(0, 40),
      },
      ...{ ProfileId: SEED.adminProfile, IsActive: true, TimeZoneSidKey: 'America/New_York', LocaleSidKey: 'en_US' },
      ...{ EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' },
    };
    const result = org.create(asOrg, 'User', values, OPTIONS);
    if (!result.success)
      throw new ApiError(400, 'INVALID_FIELD', result.errors.map(({ message }) => message).join(' '));
    return result.id;
  }
}

const DOMAIN = '@calendars.inlet.sandbox';

function usernameOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}${DOMAIN}`;
}

function placeOf({ OwnerId, StartDateTime }: Record<string, unknown>): string {
  return `${String(OwnerId)} ${String(StartDateTime)}`;
}

/** The products that have written events, and how many there are. */
export function otherProducts({ org, identity }: SandboxState): { name: string; userId: string; events: number }[] {
  return identity
    .users()
    .filter(({ username }) => username.endsWith(DOMAIN))
    .map(({ id, name }) => {
      const soql = `SELECT COUNT() FROM Event WHERE CreatedById = '${id}' AND IsDeleted = FALSE`;
      const { totalSize } = org.query({ userId: org.organizationId }, soql, {
        ...{ all: false, batchSize: 200, version: VERSION },
      });
      return { name, userId: id, events: totalSize };
    })
    .filter(({ events }) => events > 0);
}
