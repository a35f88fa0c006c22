import type { ApiBudget } from '../../src/diagnostics/api-budget/api-budget.ts';
import type { Text } from '../../src/texts/text.ts';

export interface BackgroundWorkParts {
  orgId: string;
  budget: Pick<ApiBudget, 'mayCall'>;
  /** One API call for the purpose of replication. */
  call: () => Promise<unknown>;
}

/** Stands in for replication: has work without end, and asks the API budget before each call. */
export class BackgroundWork {
  readonly #parts: BackgroundWorkParts;
  made = 0;
  /** Why it rests since it was last run; undefined while it may go on. */
  pause: { until: Date; sentence: Text } | undefined;

  constructor(parts: BackgroundWorkParts) {
    this.#parts = parts;
  }

  /** Makes so many calls, or as many as the budget allows. */
  async run(most: number): Promise<void> {
    const { orgId, budget, call } = this.#parts;
    this.pause = undefined;
    for (let calls = 0; calls < most; calls++) {
      const decision = await budget.mayCall(orgId, 'replication', 1);
      if (!decision.allowed) {
        this.pause = decision;
        return;
      }
      await call();
      this.made += 1;
    }
  }
}
