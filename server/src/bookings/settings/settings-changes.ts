import { isDeepStrictEqual } from 'node:util';
import type { ConcernedBookings } from '../booking-actions.ts';
import type { BookingSettings } from './booking-settings.ts';
import { mappedObjects, type ObjectMappings } from './field-mapping.ts';

/** One part of the settings that differs between two versions; null where a version does not have it. */
export interface SettingsChange {
  path: string;
  before: unknown;
  after: unknown;
}

interface Part {
  path: string;
  value: unknown;
  concerns: ConcernedBookings;
}

/** What differs, rule by rule, mapped field by mapped field, owner by owner. */
export function settingsChanges(before: BookingSettings, after: BookingSettings): SettingsChange[] {
  return changedParts(before, after).map(({ path, from, to }) => ({ path, before: from ?? null, after: to ?? null }));
}

/** The held bookings that a change concerns. */
export function concernedBookings(before: BookingSettings, after: BookingSettings): ConcernedBookings[] {
  const concerned = changedParts(before, after).map(({ concerns }) => concerns);
  return [...new Map(concerned.map((one) => [JSON.stringify(one), one])).values()];
}

function changedParts(before: BookingSettings, after: BookingSettings) {
  const old = new Map(partsOf(before).map((part) => [part.path, part]));
  const now = new Map(partsOf(after).map((part) => [part.path, part]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => {
      const { concerns } = (now.get(path) ?? old.get(path))!;
      return { path, from: old.get(path)?.value, to: now.get(path)?.value, concerns };
    })
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

function partsOf({ rules, mapping, users }: BookingSettings): Part[] {
  const everything: ConcernedBookings = { object: undefined, pageId: undefined };
  const rulesIn = (path: string, some: object, pageId: string | undefined): Part[] =>
    Object.entries(some).map(([rule, value]) => ({
      path: `${path}.${rule}`,
      value,
      concerns: { object: undefined, pageId },
    }));
  const fieldsIn = (path: string, some: Partial<ObjectMappings>, pageId: string | undefined): Part[] =>
    mappedObjects.flatMap((object) =>
      (some[object] ?? []).map(({ field, from, write }) => ({
        path: `${path}.${object}.${field}`,
        value: { from, write },
        concerns: { object, pageId },
      })),
    );
  return [
    ...rulesIn('rules.all', rules.all, undefined),
    ...Object.entries(rules.pages).flatMap(([page, own]) => rulesIn(`rules.pages.${page}`, own, page)),
    { path: 'mapping.matchAnswersByLabel', value: mapping.matchAnswersByLabel, concerns: everything },
    ...fieldsIn('mapping.all', mapping.all, undefined),
    ...Object.entries(mapping.pages).flatMap(([page, own]) =>
      fieldsIn(`mapping.pages.${page}`, own as Partial<ObjectMappings>, page),
    ),
    { path: 'users.defaultOwner', value: users.defaultOwner, concerns: everything },
    ...Object.entries(users.owners).map(([email, value]) => ({
      path: `users.owners.${email}`,
      value,
      concerns: everything,
    })),
  ];
}
