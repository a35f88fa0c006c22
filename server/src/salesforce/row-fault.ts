import type { DataKind, RowFault } from './errors.ts';
import type { RowError } from './types.ts';

/**
 * Reads one refused row. The texts are Salesforce's English ones (recorded bodies); in another language only `kind`,
 * `errorCode`, `message` and what Salesforce lists in `fields` remain.
 */
export function parseRowFault(kind: DataKind, error: RowError): RowFault {
  const { errorCode, message } = error;
  const fault: RowFault = { kind, errorCode, message, fields: [...error.fields] };
  detailsOf(fault, message);
  const duplicate = duplicateRuleOf(error.duplicateResult);
  if (duplicate) {
    fault.duplicateRule = duplicate;
    const first = duplicate.recordIds[0];
    if (first) fault.recordId = first;
  }
  return fault;
}

function detailsOf(fault: RowFault, message: string): void {
  switch (fault.kind) {
    case 'requiredField':
      return addFields(fault, /\[([^\]]*)\]/.exec(message)?.[1]?.split(','));
    case 'fieldSecurity':
      return addFields(fault, /fields: (.+?)\. Please check/.exec(message)?.[1]?.split(','));
    case 'schema':
      return addFields(fault, [
        /No such column '([^']+)'/.exec(message)?.[1] ?? '',
        /external ID field does not exist or is not accessible: (\S+)/.exec(message)?.[1] ?? '',
      ]);
    case 'tooLong': {
      // The label is missing in some captures.
      const found = /^(?:(.*?): )?data value too large: ([\s\S]*) \(max length=(\d+)\)$/.exec(message);
      if (!found) return;
      if (found[1]) fault.label = found[1];
      fault.value = found[2] ?? '';
      fault.maxLength = Number(found[3]);
      return;
    }
    case 'picklist':
      return labelAndValue(fault, /^(?:(.*?): )?bad value for restricted picklist field: ([\s\S]*)$/.exec(message));
    case 'email':
      return labelAndValue(fault, /^(?:(.*?): )?invalid email address: ([\s\S]*)$/.exec(message));
    case 'number':
      return labelAndValue(
        fault,
        /^(?:(.*?): )?value outside of valid range on numeric field: ([\s\S]*)$/.exec(message),
      );
    case 'wrongType':
      return labelAndValue(fault, /^(?:(.*?): )?value not of required type: ([\s\S]*)$/.exec(message));
    case 'duplicateValue':
      addFields(fault, [/duplicate value found: (\w+) duplicates/.exec(message)?.[1] ?? '']);
      return setRecordId(fault, /record with id: (\w{15,18})\b/.exec(message)?.[1]);
    case 'reference':
      labelAndValue(
        fault,
        /^(.*?): (?:this ID value isn't valid for the user|id value of incorrect type): (\w+)$/.exec(message),
      );
      return setRecordId(fault, fault.value);
    case 'permission':
      return setRecordId(fault, /cross-reference id: (\w{15,18})\b/.exec(message)?.[1]);
    case 'inactiveOwner':
      return setRecordId(fault, /inactive user \[(\w{15,18})\]/.exec(message)?.[1]);
    case 'severalMatches':
      return setRecordId(fault, /\[(\w{15,18})\b/.exec(message)?.[1]);
    case 'flow':
      return setAutomation(fault, /“([^”]+)”/.exec(message)?.[1]);
    case 'trigger':
      return setAutomation(fault, /^([\w.]+): (?:execution of|maximum trigger depth)/.exec(message)?.[1]);
    default:
      return;
  }
}

function addFields(fault: RowFault, names: string[] | undefined): void {
  if (fault.fields.length > 0) return;
  // Salesforce writes <unknown> for a field of a record that the user may not see.
  fault.fields = (names ?? []).map((name) => name.trim()).filter((name) => /^\w+$/.test(name));
}

function labelAndValue(fault: RowFault, found: RegExpExecArray | null): void {
  if (!found) return;
  if (found[1]) fault.label = found[1];
  if (found[2] !== undefined) fault.value = found[2];
}

function setRecordId(fault: RowFault, id: string | undefined): void {
  if (id) fault.recordId = id;
}

function setAutomation(fault: RowFault, name: string | undefined): void {
  if (name) fault.automation = name;
}

/** The payload under `duplicateResut`: rule, whether allowSave would help, and the records that it found. */
function duplicateRuleOf(payload: unknown): RowFault['duplicateRule'] {
  if (!isObject(payload)) return undefined;
  const recordIds = list(payload['matchResults'])
    .flatMap((result) => list(isObject(result) ? result['matchRecords'] : undefined))
    .map((match) => (isObject(match) && isObject(match['record']) ? match['record']['Id'] : undefined))
    .filter((id) => typeof id === 'string');
  const name = payload['duplicateRule'];
  return { name: typeof name === 'string' ? name : '', allowSave: payload['allowSave'] === true, recordIds };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
