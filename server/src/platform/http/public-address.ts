import type { Request } from 'express';

/**
 * The address by which this backend was called, without a slash at the end. Behind a proxy that ends TLS, the one that
 * the proxy was called by (`X-Forwarded-Proto`, `X-Forwarded-Host`): whoever can set these shows a wrong address to
 * nobody but themselves.
 */
export function publicAddress(request: Request): string {
  const forwarded = (name: string) => request.get(name)?.split(',')[0]?.trim();
  const protocol = forwarded('x-forwarded-proto') === 'https' ? 'https' : request.protocol;
  return `${protocol}://${forwarded('x-forwarded-host') ?? request.get('host') ?? 'localhost'}`;
}
