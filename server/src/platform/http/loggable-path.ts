/**
 * A request's address as a log may hold it: without the query, and without the keys that open a webhook's address or,
 * by a caller's mistake, stand anywhere else in it.
 */
export function loggablePath(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replace(/(\/v1\/hooks\/)[^/]+/, '$1…')
    .replace(/(inlet|hook|whsec|ticket)_[\w-]+/g, '$1_…');
}
