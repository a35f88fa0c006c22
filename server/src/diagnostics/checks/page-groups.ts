import { rulesOfPage } from '../../bookings/creation-rules.ts';
import { createdObjects } from '../../bookings/settings/created-objects.ts';
import type { Facts } from '../facts/facts.ts';
import type { CellPages } from './check.ts';

/** Pages to which the same settings apply; `pageId` stands for all of them. Undefined: pages without settings of their own. */
export interface PageGroup {
  pageId: string | undefined;
  pages: CellPages;
}

const kept = new WeakMap<Facts, PageGroup[]>();

/**
 * Pages by the settings that apply to them, so that 200 pages are not checked 200 times: those without settings of their own
 * are one group, and each page with its own is another.
 */
export function pageGroups(facts: Facts): PageGroup[] {
  const known = kept.get(facts);
  if (known) return known;
  const { rules, mapping } = facts.settings;
  const own = [...new Set([...Object.keys(rules.pages), ...Object.keys(mapping.pages)])];
  const byContent = new Map<string, string[]>();
  for (const page of own) {
    const content = JSON.stringify([rules.pages[page] ?? null, mapping.pages[page] ?? null]);
    byContent.set(content, [...(byContent.get(content) ?? []), page]);
  }
  const groups: PageGroup[] = [
    { pageId: undefined, pages: 'plain' },
    ...[...byContent.values()].map((pages) => ({ pageId: pages[0], pages })),
  ];
  kept.set(facts, groups);
  return groups;
}

/** The objects that bookings of a page make records of. */
export function objectsOf({ settings }: Facts, pageId: string | undefined): Set<string> {
  return createdObjects(rulesOfPage(settings.rules, pageId));
}

/** Pages whose settings are those of all. */
export function isPlain({ settings }: Facts, pageId: string): boolean {
  return !Object.hasOwn(settings.rules.pages, pageId) && !Object.hasOwn(settings.mapping.pages, pageId);
}
