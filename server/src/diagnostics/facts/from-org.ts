import { z } from 'zod';

/**
 * What Apex saw without an API call. The tab sends it along, so that the verdict holds where the API is closed to us. It is
 * for showing only: nothing is decided about delivery by it.
 */
export const fromOrgSchema = z.object({
  readAt: z.iso.datetime(),
  limits: z
    .array(z.object({ name: z.string().max(100), used: z.number(), max: z.number() }))
    .max(200)
    .nullable(),
  apiUser: z
    .object({
      userId: z.string().max(18),
      isActive: z.boolean(),
      isFrozen: z.boolean().nullable(),
      profile: z.string().max(255).nullable(),
      licence: z.string().max(255).nullable(),
      isApiEnabled: z.boolean().nullable(),
      hasPermissionSet: z.boolean().nullable(),
      deactivatedAt: z.iso.datetime().nullish(),
      deactivatedBy: z.string().max(255).nullish(),
    })
    .nullable(),
  packageVersion: z.string().max(50).nullable(),
});

export type FromOrg = z.infer<typeof fromOrgSchema>;
