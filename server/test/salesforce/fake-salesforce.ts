import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestToken } from '../../src/salesforce/oauth.ts';
import { SalesforceOrg } from '../../src/salesforce/salesforce-org.ts';
import type { SalesforceOrgOptions } from '../../src/salesforce/salesforce-org.ts';
import type { UsageSample } from '../../src/salesforce/limits.ts';
import type { Purpose } from '../../src/salesforce/types.ts';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answer = (response: ServerResponse, received: Received) => void;

/** An answer as Salesforce gives it: JSON, with the usage header. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

export const expired = json(401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);

/** Answers a composite call with one body and status for each subrequest. */
export function compositeOf(...parts: { status: number; body: unknown }[]): Answer {
  return (response, received) => {
    const sent = JSON.parse(received.body) as { compositeRequest: { referenceId: string }[] };
    const compositeResponse = sent.compositeRequest.map(({ referenceId }, index) => {
      const part = parts[index] ?? { status: 200, body: null };
      return { referenceId, httpStatusCode: part.status, httpHeaders: {}, body: part.body };
    });
    json(200, { compositeResponse })(response, received);
  };
}

/** A server that says what the test scripts: each API request takes the next answer, each login gives a new token. */
export class FakeSalesforce {
  readonly salesforceOrgId = '00D000000000001EAA';
  readonly requests: Received[] = [];
  readonly logins: Received[] = [];
  script: Answer[] = [];
  loginScript: Answer[] = [];
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The bearer token of each API request. */
  get tokens(): (string | undefined)[] {
    return this.requests.map((request) => request.headers.authorization);
  }

  /** A login as Salesforce answers it: token 1, 2, 3 … of the org. */
  token(changes: Record<string, unknown> = {}): Answer {
    return json(200, {
      access_token: `token-${this.logins.length}`,
      instance_url: this.url,
      id: `https://login.salesforce.com/id/${this.salesforceOrgId}/005000000000001AAA`,
      token_type: 'Bearer',
      ...changes,
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const received = { path: request.url ?? '', headers: request.headers, body };
    if (received.path === '/services/oauth2/token') {
      this.logins.push(received);
      (this.loginScript.shift() ?? this.token())(response, received);
    } else {
      this.requests.push(received);
      (this.script.shift() ?? json(500, 'not scripted'))(response, received);
    }
  }
}

const options = { timeoutMs: 30_000, allowInsecure: false };

/** An org that talks to the fake, and the usage samples that it reports. */
export function orgOf(fake: FakeSalesforce, changes: Partial<SalesforceOrgOptions> = {}) {
  const usage: { sample: UsageSample; purpose: Purpose }[] = [];
  const org = new SalesforceOrg({
    orgId: 'org-1',
    login: () => requestToken({ loginUrl: fake.url, clientId: 'id', clientSecret: 'secret' }, options),
    now: () => new Date('2026-11-20T09:00:00Z'),
    onUsage: (sample, { purpose }) => usage.push({ sample, purpose }),
    ...changes,
  });
  return { org, usage };
}
