import type { MappingSource } from 'c/inletSettings';
import type { BookingFields, Preview } from 'c/inletSettingsStore';
import { fill } from 'c/inletFormat';
import answer from '@salesforce/label/c.Inlet_Mapping_FromAnswer';
import constant from '@salesforce/label/c.Inlet_Mapping_FromConstant';
import template from '@salesforce/label/c.Inlet_Mapping_FromTemplate';

/** Where a value comes from, in words; a field of the booking by its label where that is known. */
export function sourceWords(from: MappingSource, known?: BookingFields): string {
  switch (from.kind) {
    case 'booking':
      return known?.fields.find(({ field }) => field === from.field)?.label ?? from.field;
    case 'answer':
      return fill(answer, from.question);
    case 'constant':
      return fill(constant, from.value);
    default:
      return fill(template, from.template);
  }
}

/** Whom a previewed booking is of. */
export function customerName({ customer }: Preview['booking']): string {
  const { firstName, lastName, email } = customer ?? {};
  return [firstName, lastName].filter(Boolean).join(' ') || email || '–';
}
