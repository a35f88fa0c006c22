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
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

/** The text of a component and of all components inside of it. */
export function textOf(node: Node): string {
  const shadow = (node as HTMLElement).shadowRoot;
  const inside = [...(shadow ? shadow.childNodes : []), ...node.childNodes];
  const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  return [own, ...inside.map(textOf)].join(' ').replace(/\s+/g, ' ').trim();
}
