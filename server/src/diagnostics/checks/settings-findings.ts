import { checkSettings, type SettingsFinding } from '../../bookings/settings/check-settings.ts';
import type { Text, TextKey } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import type { CellPages } from './check.ts';

/** Something in the settings that the org no longer has, and what it concerns. */
export interface OrgMismatch {
  key: TextKey;
  message: Text;
  isProblem: boolean;
  /** Null where it is of no single object. */
  object: string | null;
  pages: CellPages;
  /** What an admin knows it by: the rule or the field. */
  name: string;
}

const kept = new WeakMap<Facts, OrgMismatch[]>();

const objectOfRule: Record<string, string> = {
  ...{ leadRecordType: 'Lead', contactRecordType: 'Contact', caseRecordType: 'Case', eventRecordType: 'Event' },
  ...{ leadOwner: 'Lead', leadStatus: 'Lead', caseOwner: 'Case', case: 'Case', relatedTo: 'Event' },
};

/** What is wrong with the settings as they stand, in the org as it is now: the check of a save, made again. */
export function orgMismatches(facts: Facts): OrgMismatch[] {
  const known = kept.get(facts);
  if (known) return known;
  const { schema, records } = facts.org;
  const found: OrgMismatch[] = [];
  if (schema.known && records.known) {
    const { settings, questions } = facts;
    const check = checkSettings(settings, { schema: schema.value, records: records.value, questions });
    found.push(...check.problems.map((finding) => mismatch(finding, true)));
    found.push(...check.warnings.map((finding) => mismatch(finding, false)));
  }
  kept.set(facts, found);
  return found;
}

function mismatch({ path, message }: SettingsFinding, isProblem: boolean): OrgMismatch {
  const [part, scope, ...rest] = path.map(String);
  const isOfPage = scope === 'pages';
  const [first = '', ...more] = isOfPage ? rest.slice(1) : rest;
  return {
    key: 'sentences' in message ? 'found.other' : message.key,
    ...{ message, isProblem },
    object: part === 'mapping' ? first : part === 'rules' ? (objectOfRule[first] ?? null) : null,
    pages: isOfPage ? [rest[0] ?? ''] : 'all',
    name: [first, ...more].join('.') || (part ?? ''),
  };
}
