import type { RehearsedObject } from '../../bookings/deliver/rehearsal.ts';
import type { BookingPlan } from '../../bookings/plan/plan.ts';
import type { Text } from '../../texts/text.ts';

/** Whom the booking is taken to be of, and what its page makes of it. */
export const dryRunScenarios = ['stranger', 'knownLead', 'knownContact', 'case'] as const;
export type DryRunScenario = (typeof dryRunScenarios)[number];

export type DryRunState = 'ok' | 'warning' | 'broken' | 'unknown';

/** A test booking of one page, as it ended. */
export interface DryRun {
  id: string;
  /** Undefined: by the rules of all pages. */
  page: { id: string; name: string } | undefined;
  scenario: DryRunScenario;
  at: Date;
  state: DryRunState;
  sentence: Text;
  apiCalls: number;
  /** Who asked for it; undefined when it ran by itself. */
  by: string | undefined;
  objects: (RehearsedObject & { label: string })[];
  plan: BookingPlan | undefined;
}

/** Why no more test bookings are made: Salesforce kept what it was told to undo. */
export interface DryRunStop {
  sentence: Text;
  fix: Text;
  at: string;
}

export interface DryRunSettings {
  /** When an admin read what may stay behind all the same, and wanted it. */
  acknowledgedAt: Date | undefined;
  nightly: boolean;
  stopped: DryRunStop | undefined;
}
