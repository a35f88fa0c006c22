import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Problem, NotFound } from '../problem.ts';
import type { Logger } from '../log.ts';
import { loggablePath } from './loggable-path.ts';

/** Body-parser's own errors carry a status and a type; ours are Problems; all else is our fault. */
interface HttpError {
  status?: number;
  type?: string;
}

/** The last handler: prints every error as application/problem+json, and logs those that somebody must act on. */
export function problemResponse(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500)
      log.error({ err: error, method: request.method, path: loggablePath(request.path) }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: problem.title,
          status: problem.status,
          detail: problem.message,
          ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
        }),
      );
  };
}

/** What no route took. */
export const unknownPath: RequestHandler = (request, _response, next) => {
  next(new NotFound(`There is nothing at ${request.method} ${request.path}.`));
};

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, type } = (error ?? {}) as HttpError;
  if (type === 'entity.too.large') {
    return new Problem(413, 'Body too large', 'The body is over 1 MB. Send fewer bookings a request.');
  }
  if (type === 'encoding.unsupported') {
    return new Problem(415, 'Unsupported encoding', 'Send the body as it is, or with gzip or deflate.');
  }
  if (error instanceof URIError) return new Problem(400, 'Invalid request', 'The address is not validly encoded.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem(status, 'Invalid request', 'The request could not be read. Check its headers and its length.');
  }
  return new Problem(
    500,
    'Internal error',
    'Something went wrong on our side, and it was logged. Send the request again; a repeat is safe.',
  );
}
