import type { OrgState } from '../org-state.ts';

export interface Scenario {
  title: string;
  /** What comes of it for Inlet. */
  effect: string;
  /** Whether the org has what it takes. */
  isPossible(state: OrgState): boolean;
  isBroken(state: OrgState): boolean;
  break(state: OrgState): Promise<unknown>;
  repair(state: OrgState): Promise<unknown>;
}

export const always = () => true;
