import { sentences, text, type Text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { broken, ok, unknown, warning, type CheckAnswer, type CheckItem } from './check.ts';
import { ownerOfBreak } from './connection-checks.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldFor, heldItems } from './held-causes.ts';
import { hasPermissionSet, isBasic, isStripped, missingAccess, packageState } from './package-state.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

const meaning = text('means.nothingArrives');

/** The user's own page in Setup. */
function userUrl(facts: Facts): string | null {
  const id = facts.connection.user?.id ?? facts.fromOrg?.apiUser?.userId;
  return setupUrl(facts, setupPaths.user(id));
}

const active: CheckDefinition = {
  id: 'apiUser.active',
  group: 'apiUser',
  needs: ['apiUser'],
  answer(facts) {
    const seen = facts.fromOrg?.apiUser;
    if (ownerOfBreak(facts) === 'apiUser.active') {
      const { cause } = facts.connection;
      const since = new Date(cause!.since).getTime();
      const fix = text(seen?.isFrozen ? 'found.apiUser.frozen.fix' : 'found.apiUser.inactive.fix');
      return broken(inactive(seen, since), { meaning, fix, page: 'connection', setupUrl: userUrl(facts) });
    }
    const { apiUser } = facts.org;
    if (apiUser.known) return ok(text('found.apiUser.active', { name: apiUser.value.username ?? nameOf(facts) }));
    // No call of ours was refused yet, or none may be made now: the org itself says so.
    if (seen && (!seen.isActive || seen.isFrozen)) {
      const fix = text(seen.isActive ? 'found.apiUser.frozen.fix' : 'found.apiUser.inactive.fix');
      const said = { meaning, fix, page: 'connection' as const, setupUrl: userUrl(facts) };
      return broken(inactive(seen, Date.parse(facts.fromOrg!.readAt)), said);
    }
    if (seen?.isActive) return ok(text('found.apiUser.active.seen'));
    return unknown(apiUser.why);
  },
};

type SeenUser = NonNullable<Facts['fromOrg']>['apiUser'] | undefined;

function inactive(seen: SeenUser, since: number): Text {
  if (seen?.isFrozen && seen.isActive) return text('found.apiUser.frozen');
  if (seen?.deactivatedAt) {
    const at = new Date(seen.deactivatedAt).getTime();
    return seen.deactivatedBy
      ? text('found.apiUser.deactivatedBy', { at, by: seen.deactivatedBy })
      : text('found.apiUser.deactivated', { at });
  }
  return seen && !seen.isActive ? text('found.apiUser.isInactive') : text('found.apiUser.inactive', { since });
}

function nameOf({ connection }: Facts): string {
  return connection.user?.username ?? connection.user?.name ?? '—';
}

/** Licences that open neither Leads nor Contacts to anybody. [K] */
const powerless = /^(chatter|identity|external identity|guest|xorg|work\.com|customer portal|content only)/i;

const licence: CheckDefinition = {
  id: 'apiUser.licence',
  group: 'apiUser',
  needs: ['apiUser'],
  answer(facts) {
    const { apiUser } = facts.org;
    const name = (apiUser.known ? apiUser.value.licence : null) ?? facts.fromOrg?.apiUser?.licence ?? null;
    if (name === null) return unknown(whyHidden(apiUser, 'licence'));
    if (!powerless.test(name)) return ok(text('found.licence', { name }));
    const finding = text('found.licence.powerless', { name });
    return broken(finding, { meaning, fix: text('found.licence.fix'), setupUrl: userUrl(facts), page: 'connection' });
  },
};

function whyHidden(apiUser: Facts['org']['apiUser'], part: 'licence' | 'profile' | 'permissionSets'): Text {
  return apiUser.known ? (apiUser.value.unknown[part] ?? text('installation.hidden')) : apiUser.why;
}

const profile: CheckDefinition = {
  id: 'apiUser.profile',
  group: 'apiUser',
  needs: ['apiUser'],
  answer(facts) {
    const { connection, org, fromOrg } = facts;
    if (ownerOfBreak(facts) === 'apiUser.profile') {
      const { sentence, fix } = connection.cause!;
      return broken(sentence, { meaning, fix, setupUrl: setupUrl(facts, setupPaths.profiles()), page: 'connection' });
    }
    const name = (org.apiUser.known ? org.apiUser.value.profile : null) ?? fromOrg?.apiUser?.profile ?? null;
    return name === null ? unknown(whyHidden(org.apiUser, 'profile')) : ok(text('found.profile', { name }));
  },
};

const apiEnabled: CheckDefinition = {
  id: 'apiUser.apiEnabled',
  group: 'apiUser',
  needs: ['apiUser'],
  answer(facts) {
    const seen = facts.fromOrg?.apiUser?.isApiEnabled ?? null;
    const { apiUser } = facts.org;
    if (ownerOfBreak(facts) === 'apiUser.apiEnabled') {
      const { cause } = facts.connection;
      const since = new Date(cause!.since).getTime();
      const fix = text('found.apiEnabled.fix');
      return broken(text('found.apiEnabled.missing', { since }), {
        ...{ meaning, fix, page: 'installation' },
        setupUrl: setupUrl(facts, setupPaths.permissionSets()),
      });
    }
    if (apiUser.known) return ok(text('found.apiEnabled'));
    if (seen === null) return unknown(apiUser.why);
    return seen ? ok(text('found.apiEnabled.seen')) : unknown(text('unknown.apiEnabledGone'));
  },
};

const permissionSet: CheckDefinition = {
  id: 'apiUser.permissionSet',
  group: 'apiUser',
  needs: ['apiUser', 'schema'],
  answer(facts) {
    const { apiUser, schema } = facts.org;
    const has = hasPermissionSet(facts);
    if (packageState(facts) === 'absent') return unknown(text('unknown.packageAbsent'));
    if (has === true) return ok(text('found.permissionSet'));
    if (has === null) {
      if (!apiUser.known) return unknown(apiUser.why);
      if (schema.known && missingAccess(facts).length === 0) return ok(text('found.permissionSet.enough'));
      return unknown(whyHidden(apiUser, 'permissionSets'));
    }
    if (!schema.known) return unknown(schema.why);
    const missing = missingAccess(facts).filter(isBasic);
    if (missing.length === 0) return ok(text('found.permissionSet.replaced'));
    const blocked = bookingsOf(heldFor(facts, 'apiUser.permissionSet'));
    return broken(text('found.permissionSet.missing', { count: missing.length }), {
      ...{ meaning, fix: text('found.permissionSet.fix'), page: 'installation', blocked },
      setupUrl: setupUrl(facts, setupPaths.permissionSets()),
      items: missing.map((one) => accessItem(facts, one)),
    });
  },
};

function accessItem(facts: Facts, { object, field, permission, why }: ReturnType<typeof missingAccess>[number]) {
  const item: CheckItem = {
    state: 'broken',
    label: field === null ? object : `${object}.${field}`,
    finding: sentences(text('found.access.lacks', { permission: text(`permission.${permission}`), object }), why),
    fix: null,
    setupUrl: setupUrl(facts, setupPaths.permissionSets()),
    bookings: null,
  };
  return item;
}

const access: CheckDefinition = {
  id: 'apiUser.access',
  group: 'apiUser',
  needs: ['schema', 'apiUser'],
  answer(facts) {
    const { schema } = facts.org;
    if (!schema.known) return unknown(schema.why);
    if (isStripped(facts)) return unknown(text('unknown.stripped'));
    const missing = missingAccess(facts).filter(isBasic);
    const held = heldFor(facts, 'apiUser.access');
    const url = setupUrl(facts, setupPaths.permissionSets());
    const blocked = bookingsOf(held);
    const said = { blocked, setupUrl: url, page: 'installation' as const };
    if (missing.length > 0) {
      const names = [...new Set(missing.map(({ object }) => object))].join(', ');
      return broken(text('found.access.missing', { count: missing.length, names }), {
        ...said,
        meaning: text('means.someHeld'),
        fix: text('found.access.fix'),
        items: missing.map((one) => accessItem(facts, one)),
        cells: missing.map(({ object, field, permission }) => ({
          ...{
            object,
            field,
            pages: 'all' as const,
            state: 'broken' as const,
            setupUrl: url,
            fix: text('found.access.fix'),
          },
          sentence: text('found.access.lacks', { permission: text(`permission.${permission}`), object }),
        })),
      });
    }
    if (held.length === 0) return ok(text('found.access'), { blocked: 0 });
    // Of records, not of objects: sharing. The describe does not tell it.
    const items = heldItems(facts, held, { url: () => setupUrl(facts, setupPaths.sharing()) });
    return broken(held[0]!.diagnosis.sentence, {
      ...{ ...said, meaning: text('means.someHeld'), fix: held[0]!.diagnosis.fix, items },
    });
  },
};

const events: CheckDefinition = {
  id: 'apiUser.events',
  group: 'apiUser',
  needs: ['apiUser'],
  answer(facts): CheckAnswer {
    const { apiUser } = facts.org;
    const held = heldFor(facts, 'apiUser.events');
    const url = setupUrl(facts, setupPaths.sharing());
    const scope = apiUser.known ? apiUser.value.events.scope : 'unknown';
    if (held.length > 0) {
      const stillSo = () => scope !== 'all';
      const items = heldItems(facts, held, { stillSo, url: () => url });
      const said = { meaning: text('means.someHeld'), setupUrl: url, items, blocked: bookingsOf(held) };
      const finding = text('found.events.held', { count: bookingsOf(held) });
      return stillSo()
        ? broken(finding, { ...said, fix: text('found.events.fix') })
        : warning(finding, { ...said, fix: text('found.repaired.fix') });
    }
    if (!apiUser.known) return unknown(apiUser.why);
    const { sentence } = apiUser.value.events;
    if (scope === 'all') return ok(sentence, { blocked: 0 });
    if (scope === 'unknown') return unknown(sentence, { setupUrl: url });
    return warning(sentence, { meaning: text('means.events'), fix: text('found.events.fix'), setupUrl: url });
  },
};

const packageVersion: CheckDefinition = {
  id: 'package.version',
  group: 'apiUser',
  needs: ['schema', 'apiUser'],
  answer(facts) {
    const { fromOrg, version } = facts;
    const { schema } = facts.org;
    const state = packageState(facts);
    if (state === 'absent') {
      return broken(text('found.package.absent'), {
        ...{ meaning, fix: text('found.package.fix'), page: 'installation' },
        setupUrl: setupUrl(facts, setupPaths.packages()),
        blocked: bookingsOf(heldFor(facts, 'package.version')),
      });
    }
    const seen = fromOrg?.packageVersion ?? null;
    if (seen !== null && isOlder(seen, oldestPackage)) {
      return warning(text('found.package.old', { version: seen, backend: version }), {
        ...{ meaning: text('means.package.old'), fix: text('found.package.update'), page: 'installation' },
        setupUrl: setupUrl(facts, setupPaths.packages()),
      });
    }
    if (seen !== null) return ok(text('found.package.version', { version: seen }));
    if (!schema.known) return unknown(schema.why);
    return state === 'hidden' ? ok(text('found.package.hidden')) : ok(text('found.package'));
  },
};

/** The oldest version of the package that this backend's requests and fields fit. */
export const oldestPackage = '0.1';

/** Whether a version is below another, by its first two numbers; one of another form counts as new enough. */
export function isOlder(version: string, than: string): boolean {
  const parts = (said: string) => said.split('.').map(Number);
  const [major = NaN, minor = 0] = parts(version);
  const [leastMajor = 0, leastMinor = 0] = parts(than);
  if (Number.isNaN(major) || Number.isNaN(minor)) return false;
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

export const apiUserChecks = [active, licence, profile, apiEnabled, permissionSet, access, events, packageVersion];
