import { sfResult } from '../org/salesforce-cli.ts';

/** What the org answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A real org by its REST API, as the user that the CLI is logged in with. */
export class RealOrg {
  readonly #address: string;
  readonly #token: string;

  private constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  /** By alias or user name. Throws CliFailure. */
  static open(org: string): RealOrg {
    const { instanceUrl, accessToken } = sfResult<{ instanceUrl: string; accessToken: string }>(
      'org',
      'display',
      '--target-org',
      org,
    );
    return new RealOrg(`${instanceUrl}/services/data/v66.0`, accessToken);
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#address}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Makes a record and gives its id. Throws with the org's error. */
  async create(object: string, values: object): Promise<string> {
    const { status, body } = await this.call('POST', `/sobjects/${object}`, values);
    if (status !== 201) throw new Error(`${object} could not be made: ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }
}

/** The first error code of an answer. */
export function errorCode({ body }: Answer): string | undefined {
  return Array.isArray(body) ? (body as { errorCode?: string }[])[0]?.errorCode : undefined;
}
