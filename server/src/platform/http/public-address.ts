import type { Request } from 'express';

/**
 * The address by which the backend is reached, without a slash at the end, as it is shown for pasting: the operator's
 * `PUBLIC_URL`, whatever a request says. Without one, that by which this request came; behind a proxy that ends TLS, the
 * one that the proxy was called by (`X-Forwarded-Proto`, `X-Forwarded-Host`). Whoever can set these shows a wrong address
 * to nobody but themselves; a proxy that lets a stranger's `Host` through is why production sets `PUBLIC_URL`.
 */
export function publicAddress(publicUrl: string | undefined): (request: Request) => string {
  return (request) => publicUrl ?? requestedAddress(request);
}

function requestedAddress(request: Request): string {
  const forwarded = (name: string) => request.get(name)?.split(',')[0]?.trim();
  const protocol = forwarded('x-forwarded-proto') === 'https' ? 'https' : request.protocol;
  return `${protocol}://${forwarded('x-forwarded-host') ?? request.get('host') ?? 'localhost'}`;
}
