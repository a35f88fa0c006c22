import { Refused } from './console-api.ts';
import { element } from './element.ts';

export type Values = Record<string, string>;

export interface Input {
  /** As the console names it in its problems. Several may have it, of which one is shown. */
  name: string;
  /** Where another input has the name. */
  id?: string;
  label: string;
  kind?: 'text' | 'number' | 'textarea' | 'select';
  value?: string;
  help?: string;
  options?: readonly (readonly [value: string, label: string])[];
  /** Shown only then; what is hidden is not sent. */
  when?: (values: Values) => boolean;
  /** May be left empty. */
  optional?: boolean;
}

interface FormOptions {
  name: string;
  inputs: readonly Input[];
  submit: string;
  /** Does it, and says in a sentence what was done. */
  onSubmit: (values: Values) => Promise<string>;
  /** Told what was done, for everybody to see. */
  onDone: (sentence: string) => Promise<void>;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form whose refusals stand at their fields. */
export function form({ name, inputs, submit, onSubmit, onDone }: FormOptions): HTMLFormElement {
  const rows = inputs.map((input) => ({ input, ...inputRow(`${name}-${input.id ?? input.name}`, input) }));
  const problem = element('p', { class: 'console-problem', role: 'alert' });
  const submitButton = element('button', { type: 'submit', class: 'slds-button slds-button_brand' }, submit);
  const made = element(
    'form',
    { class: 'console-form', novalidate: true, 'aria-label': name.replaceAll('-', ' ') },
    ...rows.map(({ row }) => row),
    element('div', { class: 'console-form__end' }, submitButton, problem),
  );
  const values = (): Values => Object.fromEntries(rows.map(({ input, control }) => [input.name, control.value.trim()]));
  // Of a name that stands twice this is the last one's value: what is shown must not hang on it.
  const show = () => {
    for (const { input, row } of rows) row.hidden = input.when !== undefined && !input.when(values());
  };
  const complain = (byField: Map<string, string>) => {
    for (const { input, row, control, error } of rows) {
      const message = (row.hidden ? undefined : byField.get(input.name)) ?? '';
      error.textContent = message;
      control.setAttribute('aria-invalid', String(message !== ''));
    }
    rows.find(({ input, row }) => !row.hidden && byField.has(input.name))?.control.focus();
  };
  const send = async () => {
    problem.textContent = '';
    const shown = rows.filter(({ row }) => !row.hidden);
    const empty = shown.filter(({ input, control }) => !input.optional && control.value.trim() === '');
    complain(new Map(empty.map(({ input }) => [input.name, `Enter ${input.label.toLowerCase()}.`])));
    if (empty.length > 0) return;
    submitButton.disabled = true;
    try {
      const sentence = await onSubmit(
        Object.fromEntries(shown.map(({ input, control }) => [input.name, control.value.trim()])),
      );
      await onDone(sentence);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const known = error.problems.filter(({ field }) => shown.some(({ input }) => input.name === field));
      const others = error.problems.filter((one) => !known.includes(one)).map(({ message }) => message);
      if (known.length === 0 && others.length === 0) others.push(error.message);
      problem.textContent = others.join(' ');
      complain(new Map(known.map(({ field, message }) => [field, message])));
    } finally {
      submitButton.disabled = false;
    }
  };
  made.addEventListener('change', show);
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  show();
  return made;
}

function inputRow(id: string, input: Input): { row: HTMLElement; control: Control; error: HTMLElement } {
  const control = controlOf(id, input);
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  if (input.value !== undefined) control.value = input.value;
  const error = element('p', { class: 'console-problem', id: `${id}-error` });
  const row = element(
    'div',
    { class: 'console-input' },
    element('label', { for: id }, input.label, input.optional && input.kind !== 'select' ? ' (optional)' : ''),
    control,
    element('p', { class: 'console-help', id: `${id}-help` }, input.help ?? ''),
    error,
  );
  return { row, control, error };
}

function controlOf(id: string, { kind = 'text', options = [] }: Input): Control {
  if (kind === 'textarea') return element('textarea', { class: 'slds-textarea', rows: '2', spellcheck: 'false' });
  if (kind === 'select') {
    const choices = options.map(([value, label]) => element('option', { value }, label));
    return element('select', { class: 'slds-select' }, ...choices);
  }
  const numeric = kind === 'number' && 'numeric';
  return element('input', { class: 'slds-input', type: 'text', inputmode: numeric, autocomplete: 'off', name: id });
}
