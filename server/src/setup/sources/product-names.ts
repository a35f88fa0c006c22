/** What the scheduling products are called, by kind of source. */
export const productNames: Record<string, string> = {
  oncehub: 'OnceHub',
  calendly: 'Calendly',
  calcom: 'Cal.com',
  api: 'API',
};
