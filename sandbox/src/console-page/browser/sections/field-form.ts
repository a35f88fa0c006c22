import { call, Refused } from '../console-api.ts';
import { form } from '../form.ts';
import type { Input, Values } from '../form.ts';
import type { CustomField } from '../org-state.ts';
import { FIELD_KINDS, has } from './field-kinds.ts';

/** What the form offers to choose from. */
export interface Choices {
  objects: string[];
  /** Details that can be rolled up, as `Visit__c.Account__c`. */
  details: string[];
}

/** Objects that a lookup may point to beside those that an admin sets up here. */
const MORE_TARGETS = ['Campaign', 'User'];
/** [K] Roll-ups of standard objects that every org has. */
const STANDARD_DETAILS = ['Opportunity.AccountId', 'Opportunity.CampaignId', 'CampaignMember.CampaignId'];

export function choicesOf(objects: readonly { name: string }[], fields: readonly CustomField[]): Choices {
  const own = fields.filter(({ master }) => master !== null).map(({ object, name }) => `${object}.${name}`);
  return { objects: objects.map(({ name }) => name), details: [...own, ...STANDARD_DETAILS] };
}

/** Asks for a custom field as Setup does: first its kind, then what that kind needs. */
export function fieldForm({ objects, details }: Choices, done: (sentence: string) => Promise<void>): HTMLFormElement {
  const targets = [...objects.filter((one) => one !== 'Event'), ...MORE_TARGETS];
  return form({
    name: 'Add-a-field',
    inputs: [
      { name: 'object', label: 'Object', kind: 'select', options: same(objects) },
      { name: 'label', label: 'Label', value: 'Budget' },
      { name: 'name', label: 'Field name', optional: true, help: 'Made of the label where it is empty' },
      {
        ...{ name: 'kind', label: 'Type', kind: 'select' },
        options: Object.entries(FIELD_KINDS).map(([kind, { label }]) => [kind, label]),
        help: 'Text, numbers, dates and addresses get a stand-in; a picklist and a lookup cannot.',
      },
      ...requiredInputs,
      ...lengthInputs,
      ...digitInputs,
      {
        ...{ name: 'picklistValues', label: 'Values', value: 'Small, Medium, Large', when: has('choices') },
        help: 'With commas between',
      },
      { name: 'referenceTo', label: 'Related to', kind: 'select', options: same(targets), when: has('target') },
      {
        ...{ name: 'referenceTo', id: 'master', label: 'Related to', kind: 'select', when: has('master') },
        options: same(targets),
        help: 'The object that has this one as a detail. Only a custom object can be a detail.',
      },
      {
        ...{ name: 'autoNumber', label: 'Display format', value: 'A-{0000}', when: has('autoNumber') },
        help: 'The digits in braces, such as A-{0000}',
      },
      ...formulaInputs,
      ...rollUpInputs(details),
      ...defaultInputs,
    ],
    submit: 'Add the field',
    onSubmit: addField,
    onDone: done,
  });
}

const requiredInputs: Input[] = [
  {
    ...{ name: 'required', label: 'Required', kind: 'select', when: ({ kind = '' }) => !FIELD_KINDS[kind]?.required },
    options: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  only('never', 'no', 'No', 'Salesforce has no Required for this type.'),
  only('always', 'yes', 'Yes', 'A detail always has its master.'),
];

function only(when: 'never' | 'always', value: string, label: string, help: string): Input {
  return {
    ...{ name: 'required', id: `required-${when}`, label: 'Required', kind: 'select', help },
    options: [[value, label]],
    when: ({ kind = '' }) => FIELD_KINDS[kind]?.required === when,
  };
}

const lengthInputs: Input[] = (
  [
    ['text', '80', 'At most 255 characters'],
    ['longText', '32768', 'From 256 to 131,072 characters'],
    ['encrypted', '175', 'At most 175 characters'],
  ] as const
).map(([setting, value, help]) => ({
  ...{ name: 'length', id: `length-${setting}`, label: 'Length', kind: 'number', value, help, when: has(setting) },
}));

const digitInputs: Input[] = [
  {
    ...{ name: 'precision', label: 'Length', kind: 'number', value: '16', when: has('digits') },
    help: 'Digits to the left of the decimal point',
  },
  {
    ...{ name: 'scale', label: 'Decimal places', kind: 'number', value: '2', when: has('digits') },
    help: 'With the length, at most 18',
  },
];

const formulaInputs: Input[] = [
  {
    ...{ name: 'returns', label: 'Formula return type', kind: 'select', when: has('formula') },
    options: [
      ['string', 'Text'],
      ['double', 'Number'],
      ['currency', 'Currency'],
      ['percent', 'Percent'],
      ['date', 'Date'],
      ['datetime', 'Date/Time'],
      ['time', 'Time'],
      ['boolean', 'Checkbox'],
    ],
  },
  { name: 'formula', label: 'Formula', kind: 'textarea', value: '"Hello"', when: has('formula') },
  {
    ...{ name: 'blanksAs', label: 'Blank fields', kind: 'select', when: has('formula') },
    options: [
      ['zero', 'Treat as zeroes'],
      ['blank', 'Treat as blanks'],
    ],
  },
];

function rollUpInputs(details: string[]): Input[] {
  return [
    {
      ...{ name: 'summary', label: 'Summarized object', kind: 'select', options: same(details), when: has('rollUp') },
      help: 'The detail, by its master-detail field',
    },
    {
      ...{ name: 'operation', label: 'Roll-up type', kind: 'select', when: has('rollUp') },
      options: [
        ['count', 'COUNT'],
        ['sum', 'SUM'],
        ['min', 'MIN'],
        ['max', 'MAX'],
      ],
    },
    {
      ...{ name: 'summarized', label: 'Field to aggregate', optional: true },
      when: (values) => has('rollUp')(values) && values['operation'] !== 'count',
      help: 'Its API name, such as Amount',
    },
  ];
}

const defaultInputs: Input[] = [
  {
    ...{ name: 'defaultValue', label: 'Default value', optional: true, when: has('default') },
    help: 'With one, Salesforce does not demand a value. A required field of events needs one.',
  },
  {
    ...{ name: 'defaultValue', id: 'checked', label: 'Default value', kind: 'select', when: has('checked') },
    options: [
      ['unchecked', 'Unchecked'],
      ['checked', 'Checked'],
    ],
  },
];

function same(names: readonly string[]): [string, string][] {
  return names.map((name) => [name, name]);
}

/** `Head count` → `Head_count__c`. */
export function apiName(label: string): string {
  return `${label.replace(/\W+/g, '_').replace(/^[\d_]+|_+$/g, '')}__c`;
}

async function addField(values: Values): Promise<string> {
  const { object = '', label = '', kind = '', required } = values;
  const name = values['name'] ? apiName(values['name'].replace(/__c$/, '')) : apiName(label);
  const { body, required: fixed } = FIELD_KINDS[kind]!;
  checkNumbers(values);
  try {
    const isRequired = !fixed && required === 'yes';
    await call('POST', 'fields', { object, name, label, ...(isRequired && { required: true }), ...body(values) });
  } catch (error) {
    throw error instanceof Refused ? atInputs(error) : error;
  }
  return `${object} has the field ${label} (${name}).`;
}

/** Refuses what is no number, and more digits than a number has. [K] The first in Salesforce's words. */
function checkNumbers(values: Values): void {
  const given = ['length', 'precision', 'scale'].filter((name) => values[name] !== undefined);
  const wrong = given
    .filter((field) => !/^\d+$/.test(values[field] ?? ''))
    .map((field) => ({ field, message: 'Invalid number' }));
  if (wrong.length > 0) throw new Refused('Invalid number', wrong);
  if (Number(values['precision'] ?? 0) + Number(values['scale'] ?? 0) <= 18) return;
  const message = 'Length and decimal places together must be at most 18.';
  throw new Refused(message, [{ field: 'precision', message }]);
}

/** The console blames the settings of its route: those that come of the type stand at the type. */
function atInputs({ message, problems }: Refused): Refused {
  const ofKind = ['type', 'masterDetail', 'richText'];
  return new Refused(
    message,
    problems.map((problem) => (ofKind.includes(problem.field) ? { ...problem, field: 'kind' } : problem)),
  );
}
