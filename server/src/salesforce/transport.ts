import { PassThrough } from 'node:stream';
import { StreamPromise } from 'jsforce/lib/util/promise.js';

export interface HttpRequest {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface HttpAnswer {
  statusCode: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/**
 * Carries one jsforce request, in place of jsforce's own transport (3.10.26), which ends the process with an uncaught
 * error when a socket closes in the middle of an answer, follows redirects with the token in the headers, repeats GET
 * and DELETE for 15 s, and limits only the time until the first byte. Keeps the answer, whose status jsforce's errors lose.
 */
export class OneRequestTransport {
  readonly #timeoutMs: number;
  readonly #hidesBody: boolean;
  /** The answer, once it is complete. */
  answer: HttpAnswer | undefined;

  /** `hidesBody`: of a file, whose content jsforce would otherwise parse as a whole by its type. */
  constructor(timeoutMs: number, { hidesBody = false } = {}) {
    this.#timeoutMs = timeoutMs;
    this.#hidesBody = hidesBody;
  }

  /** Called by jsforce. Rejects with what fetch throws. The stream that it also wants is empty: nobody reads it. */
  httpRequest(request: HttpRequest): StreamPromise<HttpAnswer> {
    return StreamPromise.create(() => ({ stream: new PassThrough().end(), promise: this.#send(request) }));
  }

  async #send(request: HttpRequest): Promise<HttpAnswer> {
    const headers = { ...request.headers };
    // fetch computes it from the body.
    delete headers['content-length'];
    const response = await fetch(request.url, {
      method: request.method,
      headers,
      body: typeof request.body === 'string' ? request.body : null,
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    const body = await response.text();
    this.answer = { statusCode: response.status, headers: Object.fromEntries(response.headers), body };
    return this.#hidesBody ? { ...this.answer, body: '' } : this.answer;
  }
}
