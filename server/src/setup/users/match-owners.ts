import { UserDirectory } from '../../bookings/match/user-directory.ts';
import type { OwnerSettings } from '../../bookings/match/booking-owner.ts';
import { decideOwner, matchedByHand, ownerQuestion } from '../../bookings/match/booking-owner.ts';
import type { SeenOwner } from '../../bookings/booking-owners.ts';
import { text, type Text } from '../../texts/text.ts';
import type { SalesforceUser } from './salesforce-people.ts';

/** A booking owner beside the Salesforce user who gets their bookings. */
export interface MatchedOwner extends SeenOwner {
  match: { userId: string; name: string; isActive: boolean; how: 'email' | 'byHand' } | null;
  /** What keeps the bookings from the owner, and what to do. */
  problem: { sentence: Text; fix: Text } | null;
}

/** The default owner, where one is chosen. */
export interface DefaultOwner {
  userId: string;
  /** Null where the org has no such user. */
  name: string | null;
  isActive: boolean;
  problem: { sentence: Text; fix: Text } | null;
}

/**
 * Who gets whose bookings: the decision of delivery itself, so that what is shown is what happens. Pure. Owners that were
 * matched by hand are shown also when none of their bookings is recent.
 */
export function matchOwners(seen: SeenOwner[], settings: OwnerSettings, users: SalesforceUser[]): MatchedOwner[] {
  const named = new Set(seen.map(({ email }) => email));
  const byHandOnly = Object.keys(settings.owners)
    .filter((email) => !named.has(email))
    .map((email) => ({ email, name: null, bookings: 0 }));
  const owners = [...seen, ...byHandOnly];
  const directory = directoryOf(
    owners.map(({ email }) => email),
    settings,
    users,
  );
  const hasDefault = defaultOwner(settings, users)?.isActive === true;
  return owners.map((owner) => {
    const { email } = owner;
    const byHand = matchedByHand(settings, email);
    const known = byHand === undefined ? directory.byEmail(email) : directory.byId(byHand);
    const user = users.find(({ id }) => id === known?.id);
    const match = user && {
      userId: user.id,
      name: user.name,
      isActive: user.isActive,
      how: byHand === undefined ? ('email' as const) : ('byHand' as const),
    };
    const { problem } = decideOwner({ email }, settings, directory);
    return { ...owner, match: match ?? null, problem: problem ? problemOf(email, user, byHand, hasDefault) : null };
  });
}

/** The default owner as the org knows them; null where none is chosen. Pure. */
export function defaultOwner(settings: OwnerSettings, users: SalesforceUser[]): DefaultOwner | null {
  const id = settings.defaultOwner;
  if (id === null) return null;
  const user = users.find((one) => one.id.slice(0, 15) === id.slice(0, 15));
  if (user?.isActive) return { userId: user.id, name: user.name, isActive: true, problem: null };
  const sentence = user ? text('users.defaultInactive', { name: user.name }) : text('users.defaultMissing', { id });
  return {
    userId: id,
    name: user?.name ?? null,
    isActive: false,
    problem: { sentence, fix: text('users.defaultOwner.fix') },
  };
}

function directoryOf(emails: string[], settings: OwnerSettings, users: SalesforceUser[]): UserDirectory {
  const directory = new UserDirectory(() => new Date(0));
  const found = users.map(({ id, email, isActive, createdAt }) => {
    return { Id: id, Email: email, IsActive: isActive, CreatedDate: createdAt };
  });
  const question = ownerQuestion(
    emails.map((email) => ({ email })),
    settings,
  );
  directory.remember(directory.unknown(question), found);
  return directory;
}

function problemOf(
  email: string,
  user: SalesforceUser | undefined,
  byHand: string | undefined,
  hasDefault: boolean,
): { sentence: Text; fix: Text } {
  const who = text(hasDefault ? 'users.toDefault' : 'users.toApiUser');
  if (user) return { sentence: text('users.inactive', { name: user.name, who }), fix: text('users.inactive.fix') };
  if (byHand !== undefined)
    return { sentence: text('users.missing', { id: byHand, who }), fix: text('users.missing.fix') };
  return { sentence: text('users.unknown', { email, who }), fix: text('users.unknown.fix') };
}
