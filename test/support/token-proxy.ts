import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before the sandbox org and lets everything through. It counts what is asked of the token endpoint, and may keep
 * an answer back after the org has carried the request out: there a process dies between answer and save.
 */
export class TokenProxy {
  readonly #target: URL;
  readonly #server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  /** `grant_type` of each token request. */
  readonly grants: string[] = [];
  keepsTokens = false;
  /** Answers that were kept back. */
  kept = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isToken = incoming.url === '/services/oauth2/token';
    if (isToken) this.grants.push(new URLSearchParams(body.toString()).get('grant_type') ?? '');
    const { hostname, port } = this.#target;
    // The host stays the proxy's: the org names itself by it.
    const passed = send(
      { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        if (isToken && this.keepsTokens) {
          answer.resume();
          answer.on('end', () => (this.kept += 1));
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
  }
}
