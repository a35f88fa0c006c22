import type { Draft, OrgContext } from './org-context.ts';
import { isChanged } from './org-context.ts';
import { RowFailure } from './row-failure.ts';
import type { DuplicateRule } from './types.ts';

const MESSAGE = 'Use one of these records?';

/**
 * Finds other records with the same e-mail address (an Account: the same name) and refuses the draft. `allow` means
 * an alert, which the API treats as a block until the caller says to save anyway. An edit is looked at only when it
 * changes the matched field. Assumption: converted leads do not match.
 */
export function checkDuplicates(org: OrgContext, draft: Draft, allowDuplicates: boolean, version: string): void {
  const field = draft.type.name === 'Account' ? 'Name' : 'Email';
  const value = draft.record[field];
  if (typeof value !== 'string' || !isChanged(draft, field)) return;
  for (const rule of org.rules.duplicate()) {
    if (!rule.active || rule.object !== draft.type.name) continue;
    if (rule.action === 'allow' && allowDuplicates) continue;
    const ids = matches(org, draft, field, value);
    if (ids.length > 0) throw refusal(rule, ids, version);
  }
}

function matches(org: OrgContext, draft: Draft, field: string, value: string): string[] {
  const { records } = org.database;
  const object = draft.type.name;
  const indexed = records.find(object, field, value);
  const candidates = indexed ? [...indexed].flatMap((id) => records.get(object, id) ?? []) : records.all(object);
  const ids: string[] = [];
  for (const other of candidates) {
    const same = String(other[field] ?? '').toLowerCase() === value.toLowerCase();
    if (same && !other.IsDeleted && other.Id !== draft.record.Id && other['IsConverted'] !== true) ids.push(other.Id);
  }
  return ids.sort();
}

function refusal(rule: DuplicateRule, ids: string[], version: string): RowFailure {
  const duplicateResult = {
    allowSave: rule.action === 'allow',
    duplicateRule: rule.name,
    duplicateRuleEntityType: rule.object,
    errorMessage: MESSAGE,
    matchResults: [
      {
        entityType: rule.object,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords: ids.map((Id) => ({
          additionalInformation: [],
          fieldDiffs: [],
          matchConfidence: 100.0,
          record: {
            attributes: { type: rule.object, url: `/services/data/v${version}/sobjects/${rule.object}/${Id}` },
            Id,
          },
        })),
        rule: `${rule.name}_Match`,
        size: ids.length,
        success: true,
      },
    ],
  };
  return new RowFailure([{ statusCode: 'DUPLICATES_DETECTED', message: MESSAGE, duplicateResult }]);
}
