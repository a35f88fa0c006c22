import type { Field } from '../../schema/types.ts';

/** What Setup calls the kind of a field, which describe tells by its type and several flags. The page of the console has words for each. */
export function kindOf(field: Field): string {
  if (field.autoNumber) return 'autoNumber';
  if (field.calculated) return field.calculatedFormula === null ? 'rollUp' : 'formula';
  switch (field.type) {
    case 'string':
      return 'text';
    case 'textarea':
      if (field.htmlFormatted) return 'richText';
      return field.length > 255 ? 'longText' : 'textArea';
    case 'double':
    case 'int':
      return 'number';
    case 'reference':
      return field.relationshipOrder === null ? 'lookup' : 'masterDetail';
    default:
      return field.type;
  }
}
