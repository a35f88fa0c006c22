import { startPages } from './pages.ts';
import { startRouter } from './router.ts';
import { startToasts } from './toasts.ts';
import { startUserMenu } from './user-menu.ts';

/** The shell in the browser: the frame is there already, in the page; this fills it. */
const main = document.getElementById('main');
const toasts = document.getElementById('toasts');
if (!main || !toasts) throw new Error('The page has no place for its content.');
startToasts(toasts);
startUserMenu();
startRouter();
startPages(main);
