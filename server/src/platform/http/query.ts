import { z } from 'zod';
import { InvalidRequest } from '../problem.ts';
import { isTextKey, text } from '../../texts/text.ts';

/** What somebody types into a search; nothing where they typed nothing. */
export const searchText = z
  .string({ error: 'users.searchOnce' })
  .max(100, 'users.searchTooLong')
  .refine((said) => !/\p{Cc}/u.test(said) && said.isWellFormed(), 'sources.badCharacters')
  .default('');

/** The parameters of an address (`?name=`) in this shape. Throws InvalidRequest that names each one that is wrong. */
export function parseQuery<T extends z.ZodObject>(shape: T, query: unknown): z.infer<T> {
  const parsed = shape.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(parsed.error.issues.flatMap((issue) => problemsOf(issue, Object.keys(shape.shape))));
}

function problemsOf(issue: z.core.$ZodIssue, known: string[]) {
  if (issue.code !== 'unrecognized_keys') {
    const detail = isTextKey(issue.message) ? text(issue.message) : issue.message;
    return [{ pointer: `?${String(issue.path[0] ?? '')}`, detail }];
  }
  return issue.keys.map((key) => ({
    pointer: `?${key.slice(0, 100)}`,
    detail: `is no parameter of this address; it takes ${known.join(', ')}`,
  }));
}
