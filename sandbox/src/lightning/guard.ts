import type { RequestHandler } from 'express';
import { ShellError } from './shell-error.ts';

/**
 * The pages ask for no password, so they answer this machine only, by a name of this machine: a foreign name that
 * resolves to it is a page that wants in. What changes something comes from these pages or from a program, never from
 * a page of another origin.
 */
export const guard: RequestHandler = (request, _response, next) => {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const host = request.headers.host ?? '';
  const isLoopback = address === '::1' || address.startsWith('127.');
  if (!isLoopback || !/^(localhost|\[::1\]|127(\.\d+){3})(:\d+)?$/.test(host)) {
    throw new ShellError(403, 'The sandbox org answers this machine only: open it by localhost.');
  }
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    (origin !== undefined && origin !== `http://${host}`) || (site !== undefined && site !== 'same-origin');
  if (isForeign) throw new ShellError(403, 'A page of another origin may not act in the sandbox org.');
  next();
};
