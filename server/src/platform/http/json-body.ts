import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import { InvalidRequest } from '../problem.ts';
import { isTextKey, text } from '../../texts/text.ts';

/** The body as bytes, up to 1 MB, whatever its content type: signatures are over what was sent, not over what we read. */
export const rawBody: RequestHandler = express.raw({ type: () => true, limit: '1mb' });

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses bytes as JSON. Throws InvalidRequest (pointer '') where they are not. */
export function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new InvalidRequest([{ pointer: '', detail: 'is empty; send a JSON document' }]);
  }
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new InvalidRequest([{ pointer: '', detail: 'is not valid JSON in UTF-8' }]);
  }
}

/** Parses bytes as JSON of this shape. Throws InvalidRequest with a pointer to each field that is wrong. */
export function parseBody<T extends z.ZodType>(shape: T, body: unknown): z.infer<T> {
  const parsed = shape.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(
    parsed.error.issues.map((issue) => ({
      pointer: issue.path.map((part) => `/${String(part)}`).join(''),
      // A shape may name one of our texts in place of a sentence: then it is said in the reader's language.
      detail: isTextKey(issue.message) ? text(issue.message) : issue.message,
    })),
  );
}
