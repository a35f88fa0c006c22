/** The menus of user and language: either loads the page anew, as another person or in other words. */
export function startUserMenu(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-session]')) {
    select.addEventListener('change', () => {
      void change({ [select.dataset['session'] ?? '']: select.value });
    });
  }
}

async function change(session: Record<string, string>): Promise<void> {
  await fetch('/lightning/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(session),
  });
  location.reload();
}
