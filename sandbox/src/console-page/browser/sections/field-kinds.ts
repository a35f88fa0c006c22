import type { Values } from '../form.ts';

/** A kind of custom field, as Setup calls it. */
export interface FieldKind {
  label: string;
  /** What Inlet does with a booking that has no value for it, where it is required. */
  standIn: string;
  /** Setup has no *Required* for it, or no other choice. */
  required?: 'never' | 'always';
  /** Settings of the form beside label and name: how many characters, digits, what it offers. */
  settings?: readonly Setting[];
  /** What the console's route takes for it; `type` is describe's. */
  body(values: Values): object;
}

export type Setting =
  | 'text'
  | 'longText'
  | 'encrypted'
  | 'digits'
  | 'choices'
  | 'default'
  | 'checked'
  | 'target'
  | 'master'
  | 'autoNumber'
  | 'formula'
  | 'rollUp';

const MADE_UP = 'delivered with';

const typed = (type: string) => () => ({ type });
const ofLength =
  (type: string, more: object = {}) =>
  (values: Values) => ({
    ...{ type, length: numberOf(values['length']) },
    ...more,
    ...textDefault(values),
  });
const ofText = (type: string) => (values: Values) => ({ type, ...textDefault(values) });
/** Setup asks for the digits before the decimal point and those behind it; describe counts both. */
const ofDigits = (type: string) => (values: Values) => {
  const [before, scale] = [numberOf(values['precision']), numberOf(values['scale'])];
  const isGiven = (values['defaultValue'] ?? '') !== '';
  return { type, precision: before + scale, scale, ...(isGiven && { defaultValue: numberOf(values['defaultValue']) }) };
};
const ofChoices = (type: string) => (values: Values) => ({
  ...{ type, picklistValues: listOf(values['picklistValues']) },
  ...textDefault(values),
});

/** In the order of Setup's list. */
export const FIELD_KINDS: Readonly<Record<string, FieldKind>> = {
  picklist: {
    ...{ label: 'Picklist', standIn: 'held: a choice cannot be made up', settings: ['choices', 'default'] },
    body: ofChoices('picklist'),
  },
  multipicklist: {
    ...{ label: 'Picklist (Multi-Select)', standIn: 'held: choices cannot be made up', settings: ['choices'] },
    body: ofChoices('multipicklist'),
  },
  lookup: {
    ...{ label: 'Lookup Relationship', standIn: 'held: a record cannot be made up', settings: ['target'] },
    body: ({ referenceTo }) => ({ type: 'reference', referenceTo: [referenceTo] }),
  },
  masterDetail: {
    ...{ label: 'Master-Detail Relationship', standIn: 'held: a record cannot be made up', required: 'always' },
    settings: ['master'],
    body: ({ referenceTo }) => ({ type: 'reference', referenceTo: [referenceTo], masterDetail: true }),
  },
  text: {
    ...{ label: 'Text', standIn: `${MADE_UP} “Unspecified”`, settings: ['text', 'default'] },
    body: ofLength('string'),
  },
  textArea: {
    ...{ label: 'Text Area', standIn: `${MADE_UP} “Unspecified”`, settings: ['default'] },
    body: (values) => ({ type: 'textarea', length: 255, ...textDefault(values) }),
  },
  longText: {
    ...{ label: 'Text Area (Long)', standIn: 'delivered', required: 'never', settings: ['longText'] },
    body: ofLength('textarea'),
  },
  richText: {
    ...{ label: 'Text Area (Rich)', standIn: 'delivered', required: 'never', settings: ['longText'] },
    body: ofLength('textarea', { richText: true }),
  },
  encryptedstring: {
    ...{ label: 'Text (Encrypted)', standIn: 'held: a secret cannot be made up', settings: ['encrypted'] },
    body: ofLength('encryptedstring'),
  },
  number: {
    ...{ label: 'Number', standIn: `${MADE_UP} 0`, settings: ['digits', 'default'] },
    body: ofDigits('double'),
  },
  currency: {
    ...{ label: 'Currency', standIn: `${MADE_UP} 0`, settings: ['digits', 'default'] },
    body: ofDigits('currency'),
  },
  percent: {
    ...{ label: 'Percent', standIn: `${MADE_UP} 0`, settings: ['digits', 'default'] },
    body: ofDigits('percent'),
  },
  date: { label: 'Date', standIn: `${MADE_UP} today`, body: typed('date') },
  datetime: { label: 'Date/Time', standIn: `${MADE_UP} now`, body: typed('datetime') },
  time: { label: 'Time', standIn: 'held: a time cannot be made up', body: typed('time') },
  email: { label: 'Email', standIn: `${MADE_UP} email@example.com`, settings: ['default'], body: ofText('email') },
  phone: { label: 'Phone', standIn: `${MADE_UP} 1234567890`, settings: ['default'], body: ofText('phone') },
  url: { label: 'URL', standIn: `${MADE_UP} http://NA`, settings: ['default'], body: ofText('url') },
  location: { label: 'Geolocation', standIn: `${MADE_UP} 0, 0`, body: typed('location') },
  boolean: {
    ...{ label: 'Checkbox', standIn: 'delivered', required: 'never', settings: ['checked'] },
    body: ({ defaultValue }) => ({ type: 'boolean', defaultValue: defaultValue === 'checked' }),
  },
  autoNumber: {
    ...{ label: 'Auto Number', standIn: 'delivered', required: 'never', settings: ['autoNumber'] },
    body: ({ autoNumber }) => ({ type: 'string', autoNumber }),
  },
  formula: {
    ...{ label: 'Formula', standIn: 'delivered', required: 'never', settings: ['formula'] },
    body: ({ returns, formula, blanksAs }) => ({ type: returns, formula, blanksAs }),
  },
  rollUp: {
    ...{ label: 'Roll-Up Summary', standIn: 'delivered', required: 'never', settings: ['rollUp'] },
    body: ({ summary, operation, summarized = '' }) => ({
      type: 'double',
      summary: { operation, child: summary, ...(summarized !== '' && { field: summarized }) },
    }),
  },
};

/** Whether the kind that is chosen has the setting. */
export function has(setting: Setting): (values: Values) => boolean {
  return ({ kind = '' }) => FIELD_KINDS[kind]?.settings?.includes(setting) ?? false;
}

function textDefault({ defaultValue = '' }: Values): object {
  return defaultValue === '' ? {} : { defaultValue };
}

function listOf(text = ''): string[] {
  return text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

function numberOf(text = ''): number {
  return text === '' ? Number.NaN : Number(text);
}
