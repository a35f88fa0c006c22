import { z } from 'zod';
import { isEmail } from '../../bookings/normalise.ts';

export const sourceKinds = ['oncehub', 'calendly', 'calcom', 'api'] as const;

/** Refusals name a text (see texts/en.ts), so that they are said in the admin's language. */
const name = z
  .string({ error: 'sources.nameMissing' })
  .trim()
  .min(1, 'sources.nameMissing')
  .max(80, 'sources.nameTooLong')
  .refine((said) => !/\p{Cc}/u.test(said) && said.isWellFormed(), 'sources.badCharacters');

/** The body of `POST /v1/org/sources`. */
export const newSource = z.object({ kind: z.enum(sourceKinds, { error: 'sources.kindUnknown' }), name });

/** The body of `PATCH /v1/org/sources/:id`. */
export const sourceChange = z
  .object({ name: name.optional(), enabled: z.boolean({ error: 'sources.enabledWrong' }).optional() })
  .refine(({ name, enabled }) => name !== undefined || enabled !== undefined, 'sources.nothingToChange');

/** The body of `POST /v1/org/sources/:id/rotate`. */
export const rotation = z.object({
  what: z.enum(['secret', 'key'], { error: 'sources.rotateWhat' }).default('secret'),
});

const line = (most: number) =>
  z
    .string({ error: 'sources.notAText' })
    .trim()
    .max(most, 'sources.textTooLong')
    .refine((said) => !/\p{Cc}/u.test(said) && said.isWellFormed(), 'sources.badCharacters')
    .transform((said) => said || undefined)
    .nullish()
    .transform((said) => said ?? undefined);
const address = line(254).refine((said) => said === undefined || isEmail(said), 'sources.notAnEmail');

/** The body of `POST /v1/org/sources/:id/test`: all of it may be left out. */
export const testRequest = z.object({
  /** Who books; a made-up address where none is given. */
  customerEmail: address,
  customerName: line(120),
  /** Whose booking it is: a user of the scheduling product. */
  ownerEmail: address,
  pageId: line(255),
  pageName: line(255),
  /** By question: what the booking form would have asked. */
  answers: z
    .record(z.string().min(1).max(255), z.string({ error: 'sources.notAText' }).max(2_000, 'sources.textTooLong'))
    .refine((answers) => Object.keys(answers).length <= 50, 'sources.tooManyAnswers')
    .default({}),
});
export type TestRequest = z.infer<typeof testRequest>;
