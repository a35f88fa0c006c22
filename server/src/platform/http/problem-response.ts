import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Problem, NotFound } from '../problem.ts';
import type { Logger } from '../log.ts';
import { inWords, text, type Language, type Text } from '../../texts/text.ts';
import { languageOf } from './language-of.ts';
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
    const language = languageOf(request);
    const errors = problem.errors.map(({ pointer, detail }) => ({ pointer, detail: inWordsOf(detail, language) }));
    const problems = problem.errors.map(({ field, pointer }, index) => ({
      field: field ?? dottedPointer(pointer),
      message: errors[index]!.detail,
    }));
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: inWordsOf(problem.title, language),
          status: problem.status,
          detail: inWordsOf(problem.detail, language),
          ...(problem.kind === undefined ? {} : { kind: problem.kind }),
          // The same twice: by JSON pointer into the body for programs, by name for whoever shows it at a field.
          ...(errors.length > 0 ? { errors, problems } : {}),
        }),
      );
  };
}

/** `/all/Lead/2/from` as `all.Lead[2].from`. */
export function dottedPointer(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const names = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`)).join('');
}

/** What no route took. */
export const unknownPath: RequestHandler = (request, _response, next) => {
  next(new NotFound(`There is nothing at ${request.method} ${request.path}.`));
};

function inWordsOf(words: string | Text, language: Language): string {
  return typeof words === 'string' ? words : inWords(words, language);
}

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
  return new Problem(500, text('problem.internal'), text('problem.internal.detail'));
}
