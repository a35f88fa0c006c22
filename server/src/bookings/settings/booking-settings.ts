import { z } from 'zod';
import { creationRulesSchema, defaultCreationRules } from '../creation-rules.ts';
import { normaliseEmail } from '../normalise.ts';
import { defaultMapping, mappingSchema } from './field-mapping.ts';
import { recordId } from './record-id.ts';

const userId = recordId('005', 'a Salesforce user');

/** Salesforce users for the owners of bookings. */
const usersSchema = z.strictObject({
  /** Who owns what comes of a booking whose owner Salesforce does not know; null: the API User. */
  defaultOwner: userId.nullable().default(null),
  /** Matched by hand: user by the e-mail address of the booking's owner, in the form for comparing. */
  owners: z
    .record(z.string().min(3).max(254), userId)
    .default({})
    .transform((owners) =>
      Object.fromEntries(Object.entries(owners).map(([email, user]) => [normaliseEmail(email), user])),
    ),
});

/**
 * All that an admin sets about the bookings of an org: one document, so that its parts fit each other, and each version of
 * it is a whole that one can go back to. What a document does not give is as built in.
 */
export const bookingSettingsSchema = z.strictObject({
  rules: creationRulesSchema.default(defaultCreationRules),
  mapping: mappingSchema.default(defaultMapping),
  users: usersSchema.default({ defaultOwner: null, owners: {} }),
});

export type BookingSettings = z.infer<typeof bookingSettingsSchema>;

/** Answers go by label, a stranger becomes a Lead, owners are known by their e-mail address. */
export const defaultSettings: BookingSettings = {
  rules: defaultCreationRules,
  mapping: defaultMapping,
  users: { defaultOwner: null, owners: {} },
};
