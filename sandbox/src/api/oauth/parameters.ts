import type { Request } from 'express';

export type Parameters = Record<string, string>;

/** What came by the query or a form; a parameter that came twice counts as absent. */
export function parametersOf(request: Request): Parameters {
  const all = { ...request.query, ...(request.body as object | undefined) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'string')) as Parameters;
}

/** Where the org is called, without a slash at the end. */
export function baseOf(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}
