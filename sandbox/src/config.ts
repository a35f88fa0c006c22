import { join, resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  port: number;
  /** Where the org keeps its records. */
  directory: string;
}

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  DATA_DIR: z.string().min(1).default('.data'),
});

/** Stops the start: lists every variable that is wrong. */
export class EnvironmentError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}

/** The sandbox's settings from the environment. An empty variable counts as absent. Throws EnvironmentError. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { SANDBOX_PORT, DATA_DIR } = parsed.data;
  return { port: SANDBOX_PORT, directory: resolve(join(DATA_DIR, 'sandbox')) };
}
