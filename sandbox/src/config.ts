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

/**
 * The sandbox's settings from the environment.
 * @throws Error that lists every variable with a bad value.
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`The sandbox cannot start, its environment is wrong:\n${problems.join('\n')}`);
  }
  const { SANDBOX_PORT, DATA_DIR } = parsed.data;
  return { port: SANDBOX_PORT, directory: resolve(join(DATA_DIR, 'sandbox')) };
}
