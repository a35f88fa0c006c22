import type { DataKind, RowFault } from './errors.ts';
import type { RowError } from './types.ts';

/**
 * Reads one refused row. The texts are Salesforce's English ones (recorded bodies); in another language only `kind`,
 * `errorCode`, `message` and what Salesforce lists in `fields` remain.
 */
export function parseRowFault(codesKind: DataKind, error: RowError): RowFault {
  const { errorCode, message } = error;
  const kind = narrowed(codesKind, error);
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

/** One code serves look-ups and record types, another addresses, ids and dates: fields and text tell which it is. */
function narrowed(kind: DataKind, { fields, message }: RowError): DataKind {
  if (kind === 'reference' && (fields.includes('RecordTypeId') || /^Record Type ID:/.test(message)))
    return 'recordType';
  if (kind !== 'fieldIntegrity') return kind;
  if (/: id value of incorrect type: /.test(message)) return 'reference';
  const isOfAddress = fields.some((field) => /^[A-Z]?[a-z]*(State|Country)(Code)?(__\w+)?$/.test(field));
  return isOfAddress || /country\/territory|state\/province/i.test(message) ? 'stateCountry' : kind;
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
    case 'recordType':
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
    case 'stateCountry':
      addLabel(fault, /(?:for field: |valid countries\.: )(.+?)\.?$/.exec(message)?.[1]);
      return;
    case 'flow':
      return detailsOfFlow(fault, message);
    case 'trigger':
      return detailsOfTrigger(fault, message);
    default:
      return;
  }
}

/** The label stands in quotes of some kind, also in other languages; the rest is English. */
function detailsOfFlow(fault: RowFault, message: string): void {
  setAutomation(fault, /[“„"‘«]\s*([^“”„"‘’«»]+?)\s*[”“"’»]/.exec(message)?.[1]);
  const tried = /when the flow tried to (.+? records?): ([\s\S]*)$/.exec(message);
  const element = tried?.[1] ?? /\b(?:at|error) element (\w+)/i.exec(message)?.[1];
  if (element) fault.element = element;
  const said = tried?.[2] ?? /Give your Salesforce admin these details\.\s*([\s\S]*)$/.exec(message)?.[1];
  const own = said?.replace(/^An error occurred at element \w+\.\s*/, '');
  if (own) setInner(fault, own.replace(/\s*(?:You can look up ExceptionCode values|Error ID:)[\s\S]*$/, ''));
}

/** `X: execution of BeforeInsert`, what it was caused by, and the lines of Apex, the innermost first. */
function detailsOfTrigger(fault: RowFault, message: string): void {
  const found = /^([\w.]+): (?:execution of (\w+)|maximum trigger depth)/.exec(message);
  setAutomation(fault, found?.[1]);
  if (found?.[2]) fault.event = found[2];
  const line = /\b((?:Class|Trigger)\.[\w.]+: line \d+)/.exec(message)?.[1];
  if (line) fault.line = line;
  const cause = /caused by:\s*([\s\S]*?)(?:\s*\(\w+\))?\s*(?:(?:Class|Trigger)\.[\w.]+: line \d+[\s\S]*)?$/.exec(
    message,
  )?.[1];
  if (cause) setInner(fault, cause);
}

/** The error of a record that the automation itself wrote stands inside with its code. */
function setInner(fault: RowFault, said: string): void {
  const text = said.trim();
  const row = /(?:first error: |^)([A-Z][A-Z_]{5,})[,:] ([\s\S]*?)(?:: \[[^\]]*\])?$/.exec(text);
  // A text that ends with a full stop of its own has a second one from the sentence around it.
  const whole = (message: string) => message.trim().replace(/\.\.$/, '.');
  if (row?.[1] && row[2]) fault.inner = { code: row[1], message: whole(row[2]) };
  else if (text) fault.inner = { message: whole(text) };
}

function addLabel(fault: RowFault, label: string | undefined): void {
  if (label) fault.label = label;
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
