import type { Request } from 'express';
import { z } from 'zod';
import { ApiError } from '../../org/types.ts';

export interface Problem {
  /** Path in the body, such as `count`. */
  field: string;
  message: string;
}

/** What is wrong with a request to the console. */
export class ConsoleError extends Error {
  readonly status: number;
  readonly problems: Problem[];
  constructor(status: number, message: string, problems: Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/**
 * The body by its schema.
 * @throws ConsoleError 400 that names each field.
 */
export function bodyOf<T extends z.ZodType>(schema: T, request: Request): z.output<T> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new ConsoleError(400, 'The request is not what the console expects.', problems);
}

export function badField(field: string, message: string): ConsoleError {
  return new ConsoleError(400, 'The request is not what the console expects.', [{ field, message }]);
}

export function unknown(what: string): ConsoleError {
  return new ConsoleError(404, `There is no ${what}.`);
}

/** Runs what the engine may refuse, and blames the field. */
export function refused<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) throw badField(error.fields?.[0] ?? field, error.message);
    throw error;
  }
}
