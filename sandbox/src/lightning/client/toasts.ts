import { element } from './element.ts';
import { page } from './platform/page.ts';
import { TOAST_EVENT } from './platform/show-toast-event.ts';
import type { Toast } from './platform/show-toast-event.ts';

/** Salesforce shows it for 3 s; longer here, for whoever reads slowly. Errors stay. */
const SHOWN_MILLISECONDS = 8000;

/** Shows what the components announce, until it is closed or its time is over. */
export function startToasts(region: HTMLElement): void {
  document.addEventListener(TOAST_EVENT, (event) => {
    event.stopPropagation();
    show(region, (event as CustomEvent<Toast>).detail);
  });
}

function show(region: HTMLElement, { title, message = '', messageData = [], variant = 'info', mode }: Toast): void {
  const close = element('button', {
    type: 'button',
    class: 'slds-button slds-button_icon slds-notify__close inlet-toast__close',
    'aria-label': page.texts['close'],
  });
  close.textContent = '×';
  const toast = element(
    'div',
    { class: `slds-notify slds-notify_toast slds-theme_${variant}`, role: variant === 'error' && 'alert' },
    element('span', { class: 'slds-assistive-text' }, page.texts[variant]),
    element(
      'div',
      { class: 'slds-notify__content' },
      element('h2', { class: 'slds-text-heading_small' }, title),
      message !== '' && element('p', {}, ...messageParts(message, messageData)),
    ),
    close,
  );
  const end = () => toast.remove();
  close.addEventListener('click', end);
  region.append(toast);
  if (mode === 'sticky' || (variant === 'error' && mode !== 'pester')) return;
  setTimeout(function later() {
    if (toast.matches(':hover, :focus-within')) setTimeout(later, SHOWN_MILLISECONDS);
    else end();
  }, SHOWN_MILLISECONDS);
}

/** The message with its placeholders filled, links as links. */
function messageParts(message: string, data: NonNullable<Toast['messageData']>): (Node | string)[] {
  return message.split(/(\{\d+\})/).map((part) => {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    const value = index === undefined ? undefined : data[Number(index)];
    if (value === undefined) return part;
    return typeof value === 'string' ? value : element('a', { href: value.url }, value.label);
  });
}
