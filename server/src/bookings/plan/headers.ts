import type { OrgSchema } from '../../salesforce/types.ts';
import type { PageRules } from '../creation-rules.ts';
import type { PlannedObject } from './plan.ts';

/**
 * The headers that a write states, and whether it makes a difference to leave them out. Salesforce runs active
 * assignment rules on Lead, Case and Account unless told otherwise, updates included; an alerting duplicate rule refuses
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
  if ((object === 'Lead' || object === 'Contact') && rules.duplicates === 'saveAnyway') {
    headers['Sforce-Duplicate-Rule-Header'] = 'allowSave=true';
    needsHeaders ||= schema.duplicateRules.has(object);
  }
  return { headers, needsHeaders };
}
