type Child = Node | string | undefined | false;
type Attribute = string | boolean | undefined | (() => void);

/** An element with attributes, listeners (`onclick`) and children. Texts go in as text, never as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

interface ButtonOptions {
  /** What the button is for, after its label: screen readers hear it, and each is its own. */
  of?: string;
  kind?: 'neutral' | 'brand' | 'destructive';
  disabled?: boolean;
}

export function button(
  label: string,
  act: () => void,
  { of, kind = 'neutral', disabled }: ButtonOptions = {},
): HTMLElement {
  const name = of === undefined ? label : `${label} ${of}`;
  return element(
    'button',
    {
      type: 'button',
      class: `slds-button slds-button_${kind}`,
      'aria-label': of !== undefined && name,
      'data-key': name,
      disabled,
      onclick: act,
    },
    label,
  );
}
