import { sfResult } from '../org/salesforce-cli.ts';
import { errorCode, madeRecords } from './probe.ts';
import type { Answer, Call, Probe } from './probe.ts';

/** What came of a probe: true, or what came instead; and the ids of records that could not be taken away. */
export interface Finding {
  found: true | string;
  left: string[];
}

/** An org by its REST API, as one user. */
export class ProbedOrg {
  readonly #address: string;
  readonly #token: string;

  constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  /** By alias or user name, as the user that the CLI is logged in with. Throws CliFailure. */
  static open(org: string): ProbedOrg {
    const { instanceUrl, accessToken } = sfResult<{ instanceUrl: string; accessToken: string }>(
      'org',
      'display',
      '--target-org',
      org,
    );
    return new ProbedOrg(instanceUrl, accessToken);
  }

  /** Takes a probe's steps one after the other, decides, and deletes the records that it made. */
  async take(probe: Probe, unique: string): Promise<Finding> {
    const answers: Answer[] = [];
    let found: Finding['found'];
    try {
      for (const step of probe.steps) answers.push(await this.#call(step(answers, unique)));
      found = probe.decide(answers);
    } catch (error) {
      found = `the probe failed: ${(error as Error).message}`;
    }
    return { found, left: await this.#delete(madeRecords(answers)) };
  }

  async #call({ method, path, body }: Call): Promise<Answer> {
    const address = path.startsWith('/services/') ? path : `/services/data/v66.0${path}`;
    const response = await fetch(`${this.#address}${address}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  }

  /** The ids of those that stayed. One that the probe deleted itself is gone. */
  async #delete(ids: string[]): Promise<string[]> {
    const left: string[] = [];
    for (const id of ids) {
      const object = { '00Q': 'Lead', '003': 'Contact', '00U': 'Event', '500': 'Case' }[id.slice(0, 3)];
      const answer = await this.#call({ method: 'DELETE', path: `/sobjects/${object}/${id}` });
      if (answer.status !== 204 && errorCode(answer) !== 'ENTITY_IS_DELETED') left.push(id);
    }
    return left;
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
