import { z } from 'zod';

/**
 * One operation of the API as /docs tells it: the schemas are those that the route itself validates with; those of the
 * answers are held against real answers by a test.
 */
export interface ApiOperation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in OpenAPI: `/v1/org/bookings/{id}`. */
  path: string;
  tag: ApiTag;
  summary: string;
  /** What one must know beyond the summary; Markdown is not rendered. */
  description?: string;
  /** Who may call: nobody has to prove anything, whoever knows the key in the address, or an API key. */
  auth: 'none' | 'hook' | 'source' | 'org';
  query?: z.ZodObject;
  /** What each part of the path is, by name. */
  parameters?: Record<string, string>;
  body?: { schema: z.ZodType; required: boolean };
  answers: Record<number, { description: string; schema?: z.ZodType; mediaType?: string }>;
  /** Refusals beyond those that every operation of its kind of caller has. */
  refusals?: Partial<Record<400 | 401 | 403 | 404 | 409 | 413 | 429 | 503, string>>;
}

export const apiTags = {
  Intake: 'How bookings come in.',
  Bookings: 'The bookings of an org, and what one can do about them.',
  Connection: 'How the Salesforce org is reached.',
  Settings: 'What an admin sets about bookings: fields, rules, owners.',
  Sources: 'Where bookings come from.',
  Users: 'Who gets whose bookings.',
  Diagnostics: 'Why bookings do not arrive, and what the API calls go to.',
  Installation: 'How the package stands in the Salesforce org.',
  Org: 'The org, and the pairing of the Salesforce package with it.',
  Operation: 'For whoever runs the backend.',
} as const;
export type ApiTag = keyof typeof apiTags;

/** `application/problem+json` (RFC 9457): every refusal. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What happened, to what, and what to do next; in German for Accept-Language: de.'),
  errors: z
    .array(
      z.object({
        pointer: z.string().describe('JSON pointer into the body, or ?name for a parameter of the address.'),
        detail: z.string(),
      }),
    )
    .optional(),
  problems: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .describe('The same as errors, by the name of the field.'),
  kind: z.string().optional().describe('What a program decides by, where a status has several meanings.'),
});

/** A time as the API prints it. */
export const time = z.iso.datetime().describe('ISO 8601 in UTC.');
