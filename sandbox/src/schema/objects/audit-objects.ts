import { dateTime, id, lookup, text, textArea } from '../field.ts';
import { setupObject } from '../sobject.ts';
import { readOnly, system } from '../traits.ts';

/** What the org writes down by itself. Fields and what can be filtered by are those of the object reference. */
const notFilterable = { ...readOnly, filterable: false };

const setupAuditTrail = setupObject({
  name: 'SetupAuditTrail',
  label: 'Setup Audit Trail Entry',
  labelPlural: 'Setup Audit Trail Entries',
  keyPrefix: '0Ym',
  fields: [
    id('Setup Audit Trail ID'),
    text('Action', 'Action', 255, readOnly, { nillable: false }),
    text('Section', 'Section', 255, notFilterable),
    dateTime('CreatedDate', 'Created Date', system),
    lookup('CreatedById', 'Created By ID', 'CreatedBy', ['User'], readOnly),
    textArea('Display', 'Display', 1000, notFilterable),
    text('DelegateUser', 'Delegate User', 255, readOnly),
    text('ResponsibleNamespacePrefix', 'Responsible Namespace Prefix', 15, readOnly),
    text('CreatedByContext', 'Created By Context', 255, readOnly),
    text('CreatedByIssuer', 'Created By Issuer', 255, readOnly),
  ],
});

export const auditObjects = [setupAuditTrail];
