import type { Request } from 'express';

/** The token of `Authorization: Bearer …`; undefined without one. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
}
