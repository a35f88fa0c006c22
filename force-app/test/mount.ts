import { createElement, type LightningElement } from 'lwc';

/** Puts a component on the page with its properties, and waits until what it asked for is there. */
export async function mount(
  tag: string,
  component: typeof LightningElement,
  properties: object = {},
): Promise<HTMLElement> {
  const element = createElement(tag, { is: component as never }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.append(element);
  await settle();
  return element;
}

/** Lets pending answers arrive and the page follow them. */
export async function settle(turns = 10): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}

/** The text of a component and of all components inside of it. */
export function textOf(node: Node): string {
  const shadow = (node as HTMLElement).shadowRoot;
  const inside = [...(shadow ? shadow.childNodes : []), ...node.childNodes];
  const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  return [own, ...inside.map(textOf)].join(' ').replace(/\s+/g, ' ').trim();
}

/** The first element of a tag (or of another selector), in the component or in a component inside of it. */
export function find<Found extends HTMLElement = HTMLElement>(node: Node, selector: string): Found | undefined {
  return findAll<Found>(node, selector)[0];
}

/** As `find`, all of them, in the order of the page. */
export function findAll<Found extends HTMLElement = HTMLElement>(node: Node, selector: string): Found[] {
  const inside = [...((node as HTMLElement).shadowRoot?.childNodes ?? []), ...node.childNodes];
  const own = node instanceof Element && node.matches(selector) ? [node as unknown as Found] : [];
  return [...own, ...inside.flatMap((child) => findAll<Found>(child, selector))];
}

/** Clicks the button with this label, wherever it is. */
export async function press(node: Node, label: string): Promise<void> {
  const button = findAll<HTMLElement & { label?: string }>(node, 'lightning-button, button').find(
    (one) => (one.label ?? one.textContent?.trim()) === label,
  );
  if (!button) throw new Error(`There is no button ${label}.`);
  button.click();
  await settle();
}

/** Lets an element say that something happened, as the base components do. */
export async function tell(element: Element | undefined, name: string, detail?: unknown): Promise<void> {
  if (!element) throw new Error(`Nothing is there to say ${name}.`);
  element.dispatchEvent(new CustomEvent(name, { detail }));
  await settle();
}
