import { sobjectOf } from '../../salesforce/person-account.ts';
import type { OrgSchema } from '../../salesforce/types.ts';
import type { PageRules } from '../creation-rules.ts';
import type { PlannedObject } from './plan.ts';

/** Says that a duplicate which a rule only alerts of is saved. */
export const duplicateHeader = 'Sforce-Duplicate-Rule-Header';

/**
 * The headers that a write states, and whether it makes a difference to leave them out. Salesforce runs active
 * assignment rules on Lead, Case and Account unless told otherwise, updates included (those of Accounts place them in
 * territories, which is left to them); an alerting duplicate rule refuses
 * what comes through the API until `allowSave` is sent. A graph cannot carry headers for its nodes.
 */
export function writeHeaders(
  object: PlannedObject,
  action: 'create' | 'update',
  rules: PageRules,
  schema: OrgSchema,
): { headers: Record<string, string>; needsHeaders: boolean } {
  const headers: Record<string, string> = {};
  let needsHeaders = false;
  if (object === 'Lead' || object === 'Case') {
    const owner = object === 'Lead' ? rules.leadOwner : rules.caseOwner;
    const assign = action === 'create' && owner === 'assignmentRules';
    headers['Sforce-Auto-Assign'] = assign ? 'TRUE' : 'FALSE';
    needsHeaders ||= !assign && schema.assignmentRules.has(object);
  }
  const isChecked = ['Lead', 'Contact', 'Account', 'PersonAccount'].includes(object);
  if (isChecked && rules.duplicates === 'saveAnyway') {
    headers[duplicateHeader] = 'allowSave=true';
    needsHeaders ||= schema.duplicateRules.has(sobjectOf(object));
  }
  return { headers, needsHeaders };
}
