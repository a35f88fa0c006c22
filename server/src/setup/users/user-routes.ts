import { Router, type Request } from 'express';
import { z } from 'zod';
import { ownerQuestion, type OwnerSettings } from '../../bookings/match/booking-owner.ts';
import type { SeenOwner } from '../../bookings/booking-owners.ts';
import type { Clock } from '../../platform/clock.ts';
import { parseQuery, searchText } from '../../platform/http/query.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { inWords, type Language, type Text } from '../../texts/text.ts';
import { defaultOwner, matchOwners } from './match-owners.ts';
import type { SalesforcePeople, SalesforceUser } from './salesforce-people.ts';

export interface UserRoutesParts {
  people: SalesforcePeople;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** The owners of the bookings received since then. */
  ownersSince: (orgId: string, since: Date) => Promise<SeenOwner[]>;
  /** What the admin set about owners. */
  ownersOf: (orgId: string) => Promise<OwnerSettings>;
}

/** How far back bookings are looked at for their owners. */
export const ownerDays = 90;
const dayMilliseconds = 24 * 60 * 60_000;

/** The query of `GET /v1/org/salesforce-users`. */
export const userSearch = z.strictObject({ search: searchText });
/** The query of `GET /v1/org/queues`. */
export const queueSearch = z.strictObject({ object: z.enum(['Lead', 'Case'], { error: 'users.queueObject' }) });

/** `/v1/org/users`, `/v1/org/salesforce-users` and `/v1/org/queues`: who gets whose bookings, and who could. */
export function userRoutes({ people, clock, callerOf, ownersSince, ownersOf }: UserRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/users', async (request, response) => {
    const { orgId } = await callerOf(request);
    const since = new Date(clock.now().getTime() - ownerDays * dayMilliseconds);
    const [seen, settings] = await Promise.all([ownersSince(orgId, since), ownersOf(orgId)]);
    const asked = ownerQuestion([...seen, ...Object.keys(settings.owners).map((email) => ({ email }))], settings);
    const ids = [...new Set([...asked.ids, ...(settings.defaultOwner ? [settings.defaultOwner] : [])])];
    const users = await people.known(orgId, asked.emails, ids);
    const language = languageOf(request);
    const fallback = defaultOwner(settings, users);
    response.json({
      days: ownerDays,
      owners: matchOwners(seen, settings, users).map((owner) => ({ ...owner, ...inWordsOf(owner.problem, language) })),
      defaultOwner: fallback && { ...fallback, ...inWordsOf(fallback.problem, language) },
    });
  });

  router.get('/v1/org/salesforce-users', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { search } = parseQuery(userSearch, request.query);
    response.json({ users: (await people.search(orgId, search)).map(userView) });
  });

  router.get('/v1/org/queues', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { object } = parseQuery(queueSearch, request.query);
    response.json({ queues: await people.queues(orgId, object) });
  });

  return router;
}

/** `problem` says what is so, `fix` what to do. */
function inWordsOf(problem: { sentence: Text; fix: Text } | null, language: Language) {
  return {
    problem: problem && inWords(problem.sentence, language),
    fix: problem && inWords(problem.fix, language),
  };
}

function userView({ id, name, username, email, isActive }: SalesforceUser) {
  return { id, name, username, email, isActive };
}
