import type { Draft, OrgContext } from './org-context.ts';
import { isChanged } from './org-context.ts';
import { momentOf } from './field-values.ts';
import type { StoredRecord, Value } from './record-store.ts';

/** Probability and forecast category of the stages of a new org. [K] */
const STAGES: Readonly<Record<string, readonly [probability: number, forecast: string]>> = {
  Prospecting: [10, 'Pipeline'],
  Qualification: [10, 'Pipeline'],
  'Needs Analysis': [20, 'Pipeline'],
  'Value Proposition': [50, 'Pipeline'],
  'Id. Decision Makers': [60, 'Pipeline'],
  'Perception Analysis': [70, 'Pipeline'],
  'Proposal/Price Quote': [75, 'Pipeline'],
  'Negotiation/Review': [90, 'Pipeline'],
  'Closed Won': [100, 'Closed'],
  'Closed Lost': [0, 'Omitted'],
};

/** An Opportunity is closed and won, likely and forecast by its stage. */
export function applyOpportunityRules(draft: Draft): void {
  const { record, given } = draft;
  const stage = String(record['StageName']);
  record['IsWon'] = stage === 'Closed Won';
  record['IsClosed'] = stage === 'Closed Won' || stage === 'Closed Lost';
  const [probability, forecast] = STAGES[stage] ?? [0, 'Pipeline'];
  if (isChanged(draft, 'StageName')) {
    if (!given.has('Probability')) record['Probability'] = probability;
    if (!given.has('ForecastCategoryName')) record['ForecastCategoryName'] = forecast;
  }
  record['ForecastCategory'] =
    FORECASTS[String(record['ForecastCategoryName'])] ?? record['ForecastCategoryName'] ?? null;
  const amount = record['Amount'] ?? null;
  record['ExpectedRevenue'] = typeof amount === 'number' ? (amount * Number(record['Probability'] ?? 0)) / 100 : null;
  const closing = momentOf(String(record['CloseDate']));
  record['FiscalYear'] = closing.year;
  record['FiscalQuarter'] = closing.quarter;
  record['Fiscal'] = `${closing.year} ${closing.quarter}`;
}

const FORECASTS: Readonly<Record<string, Value>> = { 'Best Case': 'BestCase', Commit: 'Forecast' };

/** The contact that a new Opportunity names becomes its primary contact role; `ContactId` itself is not kept. */
export function addPrimaryRole(org: OrgContext, opportunity: StoredRecord): void {
  const { ContactId, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp } = opportunity;
  if (typeof ContactId !== 'string') return;
  const audit = { CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp };
  org.database.put('OpportunityContactRole', {
    ...{ Id: org.newId('00K'), IsDeleted: false, OpportunityId: opportunity.Id, ContactId, IsPrimary: true },
    ...(audit as Record<string, Value>),
  });
}

/** An Opportunity has one primary contact role; a new one takes its place. */
export function applyContactRoleRules({ database }: OrgContext, { record }: Draft): void {
  if (record['IsPrimary'] !== true) return;
  const ids = [
    ...(database.records.find('OpportunityContactRole', 'OpportunityId', record['OpportunityId'] ?? null) ?? []),
  ];
  for (const id of ids) {
    const other = database.records.get('OpportunityContactRole', id);
    if (!other || id === record.Id || other['IsPrimary'] !== true) continue;
    database.put('OpportunityContactRole', { ...other, IsPrimary: false });
  }
}
