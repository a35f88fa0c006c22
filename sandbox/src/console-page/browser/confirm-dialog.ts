import { button, element } from './element.ts';

/** Asks before something that cannot be undone. */
export function confirmDialog(question: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = element('dialog', { class: 'console-dialog', 'aria-labelledby': 'question' });
    const close = (answer: boolean) => () => dialog.close(answer ? 'yes' : 'no');
    dialog.append(
      element('p', { id: 'question' }, question),
      element(
        'div',
        { class: 'console-actions' },
        button('Cancel', close(false)),
        button(yes, close(true), { kind: 'destructive' }),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
