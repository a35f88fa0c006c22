import { formatDateTime } from './field-values.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord, isChanged } from './org-context.ts';
import type { StoredRecord, Value } from './record-store.ts';

/** A Case is closed by its status and belongs to its Contact's Account. */
export function applyCaseRules(org: OrgContext, draft: Draft): void {
  const { record } = draft;
  record['IsClosed'] = record['Status'] === 'Closed';
  if (!record['IsClosed']) record['ClosedDate'] = null;
  else if (draft.before?.['IsClosed'] !== true) record['ClosedDate'] = formatDateTime(org.now());
  if (!draft.given.has('AccountId') && isChanged(draft, 'ContactId') && record['ContactId']) {
    record['AccountId'] = findRecord(org, record['ContactId'])?.record['AccountId'] ?? null;
  }
  // Comments is write-only: it becomes a CaseComment, an object that this org does not have.
  record['Comments'] = null;
}

const FROM_CONTACT: Record<string, string> = {
  ContactEmail: 'Email',
  ContactPhone: 'Phone',
  ContactMobile: 'MobilePhone',
  ContactFax: 'Fax',
};

/** ContactEmail and its kin, which a Case shows of its Contact; undefined for any other field. */
export function contactFieldOfCase(org: OrgContext, record: StoredRecord, field: string): Value | undefined {
  const source = FROM_CONTACT[field];
  return source && (findRecord(org, record['ContactId'])?.record[source] ?? null);
}
