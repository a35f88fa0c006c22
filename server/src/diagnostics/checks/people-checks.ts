import { ownerQuestion } from '../../bookings/match/booking-owner.ts';
import { defaultOwner, matchOwners } from '../../setup/users/match-owners.ts';
import { text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { broken, ok, unknown, warning, type CellCause, type CheckItem } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldCauses, heldFor, heldItems, labelOf, withoutPage, type HeldCause } from './held-causes.ts';
import { shortList } from './required-fields.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

/** Whom the users of a reading are asked by. */
export function peopleAsked({ owners, settings }: Pick<Facts, 'owners' | 'settings'>) {
  const { users } = settings;
  const { emails, ids } = ownerQuestion([...owners, ...Object.keys(users.owners).map((email) => ({ email }))], users);
  return { emails, ids: [...new Set([...ids, ...(users.defaultOwner ? [users.defaultOwner] : [])])] };
}

const users: CheckDefinition = {
  id: 'users',
  group: 'users',
  needs: ['people'],
  answer(facts) {
    const { people } = facts.org;
    const held = heldFor(facts, 'users');
    const url = setupUrl(facts, setupPaths.user());
    const items = heldItems(facts, held, { url: () => url });
    const blocked = bookingsOf(held);
    if (!people.known && held.length === 0) return unknown(people.why);
    if (people.known) {
      const { settings, owners } = facts;
      const fallback = defaultOwner(settings.users, people.value);
      const problems = [
        ...matchOwners(owners, settings.users, people.value).map((owner) => ({ ...owner, label: owner.email })),
        ...(fallback ? [{ problem: fallback.problem, label: fallback.name ?? fallback.userId, bookings: 0 }] : []),
      ];
      for (const { problem, label } of problems) {
        if (!problem) continue;
        const { sentence: finding, fix } = problem;
        items.push({ state: 'warning', label, finding, fix, setupUrl: url, bookings: null });
      }
    }
    const said = { items, blocked, setupUrl: url, page: 'users' as const };
    if (items.length === 0) return ok(text('found.users', { count: facts.owners.length }), said);
    if (held.length > 0) {
      const { fix } = held[0]!.diagnosis;
      return broken(text('found.users.held', { count: blocked }), { ...said, meaning: text('means.someHeld'), fix });
    }
    const finding = text('found.users.problem', {
      count: items.length,
      names: shortList(items.map((one) => one.label)),
    });
    return warning(finding, { ...said, meaning: text('means.users'), fix: items[0]!.fix ?? text('users.unknown.fix') });
  },
};

const otherCalendars: CheckDefinition = {
  id: 'otherCalendars',
  group: 'users',
  needs: ['surroundings'],
  answer(facts) {
    const { surroundings } = facts.org;
    if (!surroundings.known) return unknown(surroundings.why);
    const { otherEvents } = surroundings.value;
    const looked = facts.bookings.latestEvents.length;
    const doubled = new Set(otherEvents.map(({ ownEventId }) => ownEventId)).size;
    if (doubled === 0) return ok(text('found.otherEvents.none', { count: looked }));
    const byWhom = Map.groupBy(otherEvents, ({ by }) => by);
    const items = [...byWhom].map(([by, all]): CheckItem => ({
      ...{ state: 'warning', label: by, fix: null, setupUrl: null, bookings: null },
      finding: text('found.otherEvents.by', { by, count: all.length }),
    }));
    return warning(text('found.otherEvents', { doubled, looked }), {
      ...{ items, meaning: text('means.otherEvents'), fix: text('found.otherEvents.fix'), page: 'rules' },
    });
  },
};

/** So many bookings that all failed are a page that fails. */
const enoughToTell = 3;

const failing: CheckDefinition = {
  id: 'pages.failing',
  group: 'pages',
  needs: [],
  answer(facts) {
    const causesOf = (page: string) => heldCauses(facts).filter(({ byPage }) => byPage.has(page));
    const failed = facts.bookings.pages.filter(({ delivered, held }) => delivered === 0 && held >= enoughToTell);
    const items: CheckItem[] = failed.map((page) => {
      const [cause] = causesOf(page.id);
      const isAnswered = causesOf(page.id).every(({ checkId }) => checkId !== null);
      return {
        ...{ state: isAnswered ? 'warning' : 'broken', label: page.name, bookings: page.held, setupUrl: null },
        finding: cause ? withoutPage(cause.diagnosis.sentence) : text('found.pages.item', { count: page.held }),
        fix: cause?.diagnosis.fix ?? null,
      };
    });
    // Causes of single records, which no other check answers for.
    const single = heldCauses(facts).filter(
      (cause) =>
        cause.checkId === null && ![...cause.byPage.keys()].every((page) => failed.some(({ id }) => id === page)),
    );
    items.push(...single.map(singleItem));
    const blocked = bookingsOf(heldCauses(facts).filter(({ checkId }) => checkId === null));
    const cells: CellCause[] = [];
    const said = { items, blocked, cells };
    if (items.length === 0) return ok(text('found.pages.none'), said);
    const meaning = text('means.someHeld');
    if (failed.length === 0) {
      const finding = text('found.pages.single', { count: bookingsOf(single) });
      return warning(finding, { ...said, meaning, fix: single[0]!.diagnosis.fix });
    }
    const finding = text('found.pages', { count: failed.length, names: shortList(failed.map(({ name }) => name)) });
    const fix = items[0]!.fix ?? text('found.pages.fix');
    return items.some(({ state }) => state === 'broken')
      ? broken(finding, { ...said, meaning, fix })
      : warning(finding, { ...said, meaning, fix });
  },
};

function singleItem({ diagnosis, bookings }: HeldCause): CheckItem {
  const { sentence, fix } = diagnosis;
  const label = labelOf(diagnosis);
  return { state: 'warning', label, finding: withoutPage(sentence), fix, setupUrl: null, bookings };
}

export const peopleChecks = [users, otherCalendars, failing];
