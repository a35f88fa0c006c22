import { text, type Text } from '../../texts/text.ts';
import type { BookingDetails } from '../booking.ts';
import { normaliseEmail } from '../normalise.ts';
import type { UserDirectory, UserQuestion } from './user-directory.ts';

/** What an admin set about owners: `Settings.users`. */
export interface OwnerSettings {
  /** The user (005…) who gets what belongs to nobody that Salesforce knows. */
  defaultOwner: string | null;
  /** By the booking owner's e-mail address in lower case: the user chosen by hand. */
  owners: Record<string, string>;
}

/** Who owns what a booking makes in Salesforce. */
export interface OwnerDecision {
  /** Undefined: nobody is named. A new record is then the API User's, and a record that stands keeps its owner. */
  ownerId: string | undefined;
  /** Why it is not the booking's own owner; absent where it is, and where nobody is named and nobody stands in. */
  problem?: OwnerProblem;
}

/** `standIn`: the default owner took the place. */
export interface OwnerProblem {
  kind: 'noOwner' | 'noEmail' | 'unknown' | 'inactive';
  /** The booking's owner as it names them. */
  owner: string | undefined;
  standIn: boolean;
}

/** The users that must be known to decide for these owners. */
export function ownerQuestion(owners: BookingDetails['owner'][], settings: OwnerSettings): UserQuestion {
  const emails = owners.flatMap((owner) => (owner?.email === undefined ? [] : [normaliseEmail(owner.email)]));
  const byHand = emails.flatMap((email) => matchedByHand(settings, email) ?? []);
  const fallback = owners.length > 0 && settings.defaultOwner ? [settings.defaultOwner] : [];
  return {
    emails: emails.filter((email) => matchedByHand(settings, email) === undefined),
    ids: [...byHand, ...fallback],
  };
}

/**
 * Who owns a booking's records: the user matched by hand, else the active user with the owner's e-mail address, else the
 * default owner, else nobody. Pure: what is known of the users is given.
 */
export function decideOwner(
  owner: BookingDetails['owner'],
  settings: OwnerSettings,
  users: Pick<UserDirectory, 'byEmail' | 'byId'>,
): OwnerDecision {
  const email = owner?.email === undefined ? undefined : normaliseEmail(owner.email);
  const byHand = email === undefined ? undefined : matchedByHand(settings, email);
  const user = byHand !== undefined ? users.byId(byHand) : email === undefined ? undefined : users.byEmail(email);
  if (user?.isActive) return { ownerId: user.id };
  const fallback = settings.defaultOwner === null ? undefined : users.byId(settings.defaultOwner);
  const ownerId = fallback?.isActive ? fallback.id : undefined;
  if (!owner) {
    return ownerId === undefined
      ? { ownerId }
      : { ownerId, problem: { kind: 'noOwner', owner: undefined, standIn: true } };
  }
  const kind = email === undefined ? 'noEmail' : user ? 'inactive' : 'unknown';
  return { ownerId, problem: { kind, owner: owner.email ?? owner.name, standIn: ownerId !== undefined } };
}

/**
 * What an admin is told at the booking; `write`: whether a record is made, or one that stands is changed. A change never
 * gives a record to the default owner: whoever took it over from them keeps it.
 */
export function ownerNote({ kind, owner, standIn }: OwnerProblem, write: 'create' | 'update'): Text[] {
  const named = owner ?? text('plan.itsOwner');
  if (write === 'create' && standIn) return [text(`plan.defaultOwner.${kind}`, { owner: named })];
  switch (kind) {
    case 'noOwner':
      return [];
    case 'noEmail':
      return [text(`plan.ownerUnknown.${write}`, { owner: named })];
    case 'unknown':
      return [text(`plan.noSuchUser.${write}`, { email: named })];
    case 'inactive':
      return [text(`plan.inactiveUser.${write}`, { email: named })];
  }
}

/** The user whom an admin chose for a booking owner; the address in the form for comparing. */
export function matchedByHand({ owners }: OwnerSettings, email: string): string | undefined {
  return Object.hasOwn(owners, email) ? owners[email] : undefined;
}
