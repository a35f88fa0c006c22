import { Problem } from '../platform/problem.ts';
import { sentences, text } from '../texts/text.ts';
import { SalesforceError } from './errors.ts';

/**
 * The refusal of a request that needed Salesforce just now, in the words of what Salesforce said and what to do: 409
 * where somebody must repair something, 503 where it passes by itself. Any other error comes back as it is.
 */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof SalesforceError)) return error;
  const passes = error.cause === 'limit' || error.cause === 'transient';
  return new Problem(passes ? 503 : 409, text('problem.salesforce'), sentences(error.detail, error.fix));
}

/** Does what needs Salesforce; what goes wrong there becomes a Problem. */
export async function withProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asProblem(error);
  }
}
