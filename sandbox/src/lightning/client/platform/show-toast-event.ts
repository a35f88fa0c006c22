/** The event that the shell listens to. */
export const TOAST_EVENT = 'lightning__showtoast';

export interface Toast {
  title: string;
  message?: string;
  /** Replacements of `{0}`, `{1}` … in the message; a link is `{ url, label }`. */
  messageData?: (string | { url: string; label: string })[];
  variant?: 'info' | 'success' | 'warning' | 'error';
  mode?: 'dismissible' | 'dismissable' | 'pester' | 'sticky';
}

/** `lightning/platformShowToastEvent`. */
export class ShowToastEvent extends CustomEvent<Toast> {
  constructor(toast: Toast) {
    super(TOAST_EVENT, { bubbles: true, cancelable: true, composed: true, detail: toast });
  }
}
