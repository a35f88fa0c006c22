import { call } from './console-api.ts';
import type { OrgState } from './org-state.ts';
import { connectionScenarios } from './scenarios/connection-scenarios.ts';
import { limitScenarios } from './scenarios/limit-scenarios.ts';
import { recordScenarios } from './scenarios/record-scenarios.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** What one click breaks and another repairs. */
export const scenarios: readonly Scenario[] = [...recordScenarios, ...limitScenarios, ...connectionScenarios];

/** Undoes all that the scenarios broke, and lets the world be quiet. */
export async function repairEverything(state: OrgState): Promise<void> {
  for (const scenario of scenarios) {
    if (scenario.isPossible(state) && scenario.isBroken(state)) await scenario.repair(state);
  }
  await call('DELETE', 'faults');
}
