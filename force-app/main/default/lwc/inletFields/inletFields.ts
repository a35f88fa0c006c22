import type { FieldProblem } from 'c/inletBackend';

/** An input of the base components, or one of ours that speaks like them. */
export interface Field extends HTMLElement {
  name: string;
  value: string;
  checked?: boolean;
  setCustomValidity?(message: string): void;
  reportValidity?(): boolean | undefined;
}

/** The fields of a form: elements with the attribute `data-field`. */
export function fieldsOf(template: ParentNode): Field[] {
  return [...template.querySelectorAll<Field>('[data-field]')];
}

/** What was entered, by the field's name, without spaces around it. */
export function valuesOf(template: ParentNode): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(template).map((field) => [field.dataset['field']!, String(field.value ?? '').trim()]),
  );
}

/** Whether all fields are valid; each that is not says so. What the backend said of a field before is forgotten. */
export function areValid(template: ParentNode): boolean {
  const fields = fieldsOf(template);
  for (const field of fields) field.setCustomValidity?.('');
  return fields.map((field) => field.reportValidity?.() !== false).every(Boolean);
}

/** Says at each field what is wrong with it. Gives what belongs to no field of this form. */
export function showProblems(template: ParentNode, problems: FieldProblem[]): FieldProblem[] {
  const fields = fieldsOf(template);
  return problems.filter(({ path, message }) => {
    const field = fields.find(({ dataset }) => `/${dataset['field']}` === path);
    field?.setCustomValidity?.(message);
    field?.reportValidity?.();
    return !field;
  });
}
