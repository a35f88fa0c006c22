import type { FieldSchema } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';
import { prepareValue } from '../plan/prepare-value.ts';
import type { BookingField } from './booking-fields.ts';
import type { MappingSource } from './field-mapping.ts';
import { readTemplate } from './template.ts';

/** What is wrong with a source for a field, at which part of it, and whether bookings come in all the same. */
export interface SourceFinding {
  at: string[];
  message: Text;
  isWarning: boolean;
}

const textTypes = ['string', 'textarea', 'combobox', 'picklist', 'multipicklist'];

/** Types of fields that a booking's field fits beside the texts. */
const fits: Partial<Record<BookingField, string[]>> = {
  'customer.email': ['email'],
  'owner.email': ['email'],
  'customer.phone': ['phone'],
  'customer.mobilePhone': ['phone'],
  start: ['date', 'datetime', 'time'],
  end: ['date', 'datetime', 'time'],
  meetingUrl: ['url'],
  location: ['url', 'phone'],
};

/** Whether a source makes sense for a field: what can be told before any booking comes. */
export function checkSource(from: MappingSource, field: FieldSchema): SourceFinding[] {
  const wrongConversion = (what: Text): SourceFinding => ({
    at: [],
    message: text('settings.wrongConversion', { what, field: field.label, type: field.type }),
    isWarning: false,
  });
  switch (from.kind) {
    case 'booking': {
      const takes = [...textTypes, ...(fits[from.field] ?? [])];
      return takes.includes(field.type) ? [] : [wrongConversion(text('settings.aBookingField', { name: from.field }))];
    }
    case 'answer':
      return field.type === 'reference' ? [wrongConversion(text('settings.anAnswer'))] : [];
    case 'template': {
      const read = readTemplate(from.template);
      if ('problem' in read) return [{ at: ['template'], message: read.problem, isWarning: false }];
      const takes = [...textTypes, 'url', 'email', 'phone'];
      return takes.includes(field.type) ? [] : [wrongConversion(text('settings.aTemplate'))];
    }
    case 'constant':
      return checkConstant(from.value, field);
  }
}

function checkConstant(value: string, field: FieldSchema): SourceFinding[] {
  const prepared = prepareValue(field, value);
  const at = ['value'];
  if (prepared.note) {
    return [{ at, message: text('settings.constantDoesNotFit', { note: prepared.note }), isWarning: false }];
  }
  const isNumber = typeof prepared.value === 'number';
  if (isNumber && prepared.value !== Number(value.trim())) {
    const params = { field: field.label, digits: field.type === 'int' ? 0 : field.scale };
    return [{ at, message: text('settings.tooManyDecimals', params), isWarning: false }];
  }
  const isUnlisted = field.type === 'picklist' && !field.picklistValues.includes(String(prepared.value));
  return isUnlisted
    ? [
        {
          at,
          message: text('settings.notListed', { value: String(prepared.value), field: field.label }),
          isWarning: true,
        },
      ]
    : [];
}
