import { Connection } from 'jsforce/lib/connection.js';
import { classifyResponse, classifyThrown, wasNeverSent } from './classify.ts';
import { SalesforceError } from './errors.ts';
import { parseJson } from './json.ts';
import type { LimitsLedger } from './limits.ts';
import type { Token } from './oauth.ts';
import { Slots } from './slots.ts';
import type { TokenCache } from './token-cache.ts';
import { OneRequestTransport } from './transport.ts';
import type { HttpAnswer } from './transport.ts';
import type { CallOptions } from './types.ts';

/** Spring '26. Pinned: jsforce would use 50.0. Served by every org until it is retired years later. */
export const apiVersion = '66.0';

/** Prefix of every subrequest's address. */
export const versionPath = `/services/data/v${apiVersion}`;

export interface Timeouts {
  /** A call without a write. */
  readMs: number;
  /** A call that writes: rules, flows and triggers run inside it. */
  writeMs: number;
}

export interface Call extends CallOptions {
  /** Whether the call can change records: decides its timeout, and whether a lost answer leaves doubt. */
  writes: boolean;
}

/** One request below the version root; without a body it is a GET. */
interface Request {
  path: string;
  body?: object;
}

/**
 * Calls one org as its connected user. A session that Salesforce no longer knows is renewed once and the request
 * repeated once; nothing else is repeated. Everything that we read goes through POST /composite, but for files, which
 * it does not carry.
 */
export class SalesforceConnection {
  readonly #tokens: TokenCache;
  readonly #ledger: LimitsLedger;
  readonly #slots: Slots;
  readonly #timeouts: Timeouts;
  readonly #onEnd: ((error: SalesforceError | undefined) => void) | undefined;
  #session: { token: Token; connection: Connection } | undefined;

  constructor(
    tokens: TokenCache,
    ledger: LimitsLedger,
    options: {
      timeouts: Timeouts;
      maxConcurrent: number;
      onEnd?: ((error: SalesforceError | undefined) => void) | undefined;
    },
  ) {
    this.#tokens = tokens;
    this.#ledger = ledger;
    this.#slots = new Slots(options.maxConcurrent);
    this.#timeouts = options.timeouts;
    this.#onEnd = options.onEnd;
  }

  /**
   * Posts JSON to an address below the version root (`/composite`). Returns the parsed body of a 2xx answer, whose
   * shape is not checked (a body that is no JSON comes back as text). Throws SalesforceError for everything else.
   */
  async post(path: string, body: object, call: Call): Promise<unknown> {
    return (await this.#call({ path, body }, call)).parsed;
  }

  /** Gets the content of a file as it is. Throws SalesforceError. */
  async file(path: string, options: CallOptions): Promise<string> {
    return (await this.#call({ path }, { ...options, writes: false })).answer.body;
  }

  async #call(request: Request, call: Call): Promise<{ answer: HttpAnswer; parsed: unknown }> {
    try {
      const answered = await this.#request(request, call);
      this.#onEnd?.(undefined);
      return answered;
    } catch (error) {
      if (error instanceof SalesforceError) this.#onEnd?.(error);
      throw error;
    }
  }

  async #request(request: Request, call: Call): Promise<{ answer: HttpAnswer; parsed: unknown }> {
    return this.#slots.run(async () => {
      let token = await this.#tokens.get();
      let sent = await this.#send(token, request, call);
      if (sessionIsOver(sent.answer)) {
        this.#tokens.forget(token);
        if (!isFinalRefusal(sent.answer)) {
          token = await this.#tokens.get();
          sent = await this.#send(token, request, call);
          if (sessionIsOver(sent.answer)) this.#tokens.forget(token);
        }
      }
      const { answer, parsed } = sent;
      const contentType = answer.headers['content-type'];
      if (answer.statusCode >= 200 && answer.statusCode < 300 && !/\bhtml\b/i.test(contentType ?? '')) return sent;
      throw classifyResponse(answer.statusCode, contentType, parsed, call);
    });
  }

  async #send(token: Token, { path, body }: Request, call: Call): Promise<{ answer: HttpAnswer; parsed: unknown }> {
    const { writeMs, readMs } = this.#timeouts;
    const transport = new OneRequestTransport(call.writes ? writeMs : readMs, { hidesBody: body === undefined });
    let parsed: unknown;
    try {
      const connection = this.#connectionFor(token);
      parsed = await (body
        ? connection.requestPost(path, body, { transport })
        : connection.requestGet(path, { transport }));
    } catch (error) {
      if (!transport.answer) {
        // A request whose answer got lost may have been counted; one that never left was not.
        if (!wasNeverSent(error)) call.onApiCall?.();
        throw classifyThrown(error, call);
      }
      // jsforce throws for a 300 and from 400 on, and keeps only parts of the answer.
      parsed = parseJson(transport.answer.body) ?? transport.answer.body;
    }
    const answer = transport.answer;
    if (!answer) throw classifyThrown(new Error('jsforce did not send the request'), call);
    this.#ledger.read(answer.headers['sforce-limit-info'], call.purpose);
    // [K] a request without a valid session is not counted against the org.
    if (answer.statusCode !== 401) call.onApiCall?.();
    return { answer, parsed };
  }

  #connectionFor(token: Token): Connection {
    if (this.#session?.token !== token) {
      // No refreshFn, no oauth2: jsforce then leaves a 401 to us, and cannot loop on it.
      const connection = new Connection({
        instanceUrl: token.instanceUrl,
        accessToken: token.accessToken,
        version: apiVersion,
        callOptions: { client: 'Inlet' },
      });
      this.#session = { token, connection };
    }
    return this.#session.connection;
  }
}

/** A 401; or a redirect: the org moved to another instance, whose address comes with a new token [K]. */
function sessionIsOver(answer: HttpAnswer): boolean {
  return answer.statusCode === 401 || [301, 302, 303, 307, 308].includes(answer.statusCode);
}

/** 401s that a new token does not cure: scope, API Access Control, high assurance, a detached app. */
function isFinalRefusal(answer: HttpAnswer): boolean {
  return /not valid for use with the REST API|Connected app is not attached to Agent/i.test(answer.body);
}
