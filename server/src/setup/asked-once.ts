import { Problem } from '../platform/problem.ts';
import { ShortMemory } from '../platform/short-memory.ts';
import { withProblems } from '../salesforce/salesforce-problem.ts';
import type { Salesforce } from '../salesforce/types.ts';
import { text } from '../texts/text.ts';

/** Questions to the connected orgs, each asked once a minute. A failure becomes a Problem in Salesforce's words. */
export class AskedOnce {
  readonly #salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  readonly #memory: ShortMemory<unknown>;

  constructor(salesforceOf: (orgId: string) => Promise<Salesforce | undefined>, now: () => Date) {
    this.#salesforceOf = salesforceOf;
    this.#memory = new ShortMemory(now);
  }

  async answer<T>(orgId: string, question: string, work: (salesforce: Salesforce) => Promise<T>): Promise<T> {
    const ask = () =>
      withProblems(async () => {
        const salesforce = await this.#salesforceOf(orgId);
        if (!salesforce) throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'));
        return work(salesforce);
      });
    return this.#memory.get(`${orgId} ${question}`, ask) as Promise<T>;
  }
}
