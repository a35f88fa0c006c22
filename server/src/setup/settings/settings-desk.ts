import type { BookingActions } from '../../bookings/booking-actions.ts';
import type { RecentBookings } from '../../bookings/recent-bookings.ts';
import type { BookingSettings } from '../../bookings/settings/booking-settings.ts';
import { checkSettings, type SettingsCheck, type SettingsFinding } from '../../bookings/settings/check-settings.ts';
import { namedRecords, readOrgRecords, type OrgRecords } from '../../bookings/settings/org-records.ts';
import { concernedBookings } from '../../bookings/settings/settings-changes.ts';
import type { Clock } from '../../platform/clock.ts';
import { InvalidRequest, NotFound, Problem, type FieldProblem } from '../../platform/problem.ts';
import { ShortMemory } from '../../platform/short-memory.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { Salesforce } from '../../salesforce/types.ts';
import { sentences, text } from '../../texts/text.ts';
import type { SettingsAuthor, SettingsPart, SettingsStore, SettingsVersion } from './settings-store.ts';

export interface SettingsDeskParts {
  store: SettingsStore;
  recent: RecentBookings;
  actions: BookingActions;
  clock: Clock;
  /** The org's client; undefined when it has no connection. */
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  /** Called when bookings of the org were made due. */
  wake: (orgId: string) => void;
}

/** A change of settings as it was asked for. */
export interface SettingsRequest {
  basedOn: number;
  settings: BookingSettings;
  note: string | null;
  by: SettingsAuthor;
  /** The parts that the admin means as they are now; those that differ, where it is left out. */
  settles?: SettingsPart[] | undefined;
  /** Where the settings stand in the request's body: problems are told at their place in it. */
  at: string[];
}

/** Checks settings against the org, and saves those that bookings come in by. */
export class SettingsDesk {
  readonly #parts: SettingsDeskParts;
  readonly #records: ShortMemory<OrgRecords>;

  constructor(parts: SettingsDeskParts) {
    this.#parts = parts;
    this.#records = new ShortMemory(() => parts.clock.now());
  }

  /**
   * What is wrong with settings. The records that they name are asked for once a minute: the tab checks while somebody
   * types. Throws Problem where the org cannot be asked.
   */
  async check(orgId: string, settings: BookingSettings): Promise<SettingsCheck> {
    return this.#check(orgId, settings, 'get');
  }

  /**
   * Saves settings as a new version after a fresh look at the org, and makes the held bookings due that they concern. Throws
   * InvalidRequest with each problem at its field, and Problem `changedMeanwhile`; nothing is stored then.
   */
  async save(orgId: string, { at, ...request }: SettingsRequest) {
    const { store, actions, clock, wake } = this.#parts;
    const current = await this.current(orgId);
    if (current.version !== request.basedOn) throw changedMeanwhile(current);
    (await this.salesforce(orgId)).forgetSchema({ always: true });
    const { problems, warnings } = await this.#check(orgId, request.settings, 'renew');
    if (problems.length > 0) throw new InvalidRequest(problems.map((problem) => fieldProblem(problem, at)));
    const { settings, by } = request;
    const now = clock.now();
    const saved = await store.save(orgId, { ...request, now }, async (trx, before) => {
      await actions.retryConcerned(trx, orgId, concernedBookings(before, settings), by, now);
    });
    if (!saved) throw new NotFound(text('problem.noOrg'));
    if ('newer' in saved) throw changedMeanwhile(saved.newer);
    wake(orgId);
    return { version: saved.version, warnings };
  }

  async #check(orgId: string, settings: BookingSettings, how: 'get' | 'renew'): Promise<SettingsCheck> {
    const { recent } = this.#parts;
    const salesforce = await this.salesforce(orgId);
    const options = { purpose: 'setup' as const };
    const named = `${orgId} ${JSON.stringify(namedRecords(settings))}`;
    const [schema, records, questions] = await asking(() =>
      Promise.all([
        salesforce.schema(options),
        this.#records[how](named, () => readOrgRecords(settings, salesforce, options)),
        recent.questions(orgId),
      ]),
    );
    return checkSettings(settings, { schema, records, questions });
  }

  async current(orgId: string): Promise<SettingsVersion> {
    const current = await this.#parts.store.current(orgId);
    if (!current) throw new NotFound(text('problem.noOrg'));
    return current;
  }

  async salesforce(orgId: string): Promise<Salesforce> {
    const salesforce = await this.#parts.salesforceOf(orgId);
    if (!salesforce) {
      throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'), [], 'notConnected');
    }
    return salesforce;
  }
}

/** Does what asks the org; an org that does not answer is not our fault, and told in words. */
export async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    throw new Problem(503, text('problem.orgNotAsked'), sentences(error.detail, error.fix), [], 'orgNotAsked');
  }
}

function changedMeanwhile({ version, savedBy, savedAt }: SettingsVersion): Problem {
  const detail = text('problem.changedMeanwhile.detail', {
    version,
    by: savedBy.name,
    at: savedAt.toISOString().slice(0, 16).replace('T', ' '),
  });
  return new Problem(409, text('problem.changedMeanwhile'), detail, [], 'changedMeanwhile');
}

/** A finding at its place in the request, as a JSON pointer (RFC 6901). */
function fieldProblem({ path, message }: SettingsFinding, at: string[]): FieldProblem {
  const parts = [...at, ...path].map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
  return { pointer: parts.map((part) => `/${part}`).join(''), detail: message, field: dotted(path) };
}

/** A path as people write it: `mapping.all.Lead[2].from`. */
export function dotted(path: (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('');
}
