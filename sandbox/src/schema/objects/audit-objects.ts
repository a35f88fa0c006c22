import { auditFields } from '../common-fields.ts';
import { base64, dateTime, id, int, lookup, number, picklist, text, textArea } from '../field.ts';
import { setupObject } from '../sobject.ts';
import { readOnly, restricted, system } from '../traits.ts';

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

const eventLogFile = setupObject({
  name: 'EventLogFile',
  label: 'Event Log File',
  labelPlural: 'Event Log Files',
  keyPrefix: '0AT',
  fields: [
    id('Event Log File ID'),
    picklist('EventType', 'Event Type', 255, ['ApiTotalUsage'], readOnly, restricted),
    dateTime('LogDate', 'Log Date', readOnly),
    number('LogFileLength', 'Log File Length', 18, 0, readOnly),
    text('LogFileContentType', 'Log File Content Type', 255, readOnly),
    number('ApiVersion', 'API Version', 18, 1, readOnly),
    int('Sequence', 'Sequence', 9, readOnly),
    picklist('Interval', 'Interval', 255, ['Daily', 'Hourly'], readOnly, restricted),
    textArea('LogFileFieldNames', 'Log File Field Names', 1333, readOnly),
    textArea('LogFileFieldTypes', 'Log File Field Types', 1333, readOnly),
    base64('LogFile', 'Log File', readOnly),
    ...auditFields(),
  ],
});

export const auditObjects = [setupAuditTrail, eventLogFile];
