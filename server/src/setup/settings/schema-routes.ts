import { Router, type Request } from 'express';
import { z } from 'zod';
import type { BookingStore } from '../../bookings/booking-store.ts';
import type { RecentBookings } from '../../bookings/recent-bookings.ts';
import { isRequired } from '../../bookings/plan/required-fields.ts';
import { hasPersonAccounts } from '../../bookings/settings/check-record-types.ts';
import { mappedObjects, type MappedObject } from '../../bookings/settings/field-mapping.ts';
import { refusalOf } from '../../bookings/settings/field-support.ts';
import { validateFields } from '../../bookings/settings/field-validation.ts';
import type { Clock } from '../../platform/clock.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { InvalidRequest } from '../../platform/problem.ts';
import { setupPaths, setupUrl } from '../../salesforce/setup-url.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import { inWords, text, type Language } from '../../texts/text.ts';
import { asking, type SettingsDesk } from './settings-desk.ts';

export interface SchemaRoutesParts {
  desk: SettingsDesk;
  recent: RecentBookings;
  bookings: BookingStore;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** When the schema that is kept of the org was read. */
  schemaReadAt: (orgId: string) => Date | undefined;
}

const pageQuery = z.string().min(1).max(255).optional();

/** What settings are made by: the org's fields, what bookings hold, which required fields lack a value. */
export function schemaRoutes(parts: SchemaRoutesParts): Router {
  const { desk, recent, bookings, clock, callerOf, schemaReadAt } = parts;
  const router = Router();

  const schemaOf = async (orgId: string): Promise<OrgSchema> => {
    const salesforce = await desk.salesforce(orgId);
    return asking(() => salesforce.schema({ purpose: 'setup' }));
  };
  const view = async (orgId: string, language: Language) => {
    const schema = await schemaOf(orgId);
    const objects = mappedObjects.flatMap((name) => schema.objects.get(name) ?? []);
    return {
      readAt: (schemaReadAt(orgId) ?? clock.now()).toISOString(),
      objects: objects.map((object) => objectView(object, language)),
      personAccounts: hasPersonAccounts(schema),
    };
  };

  router.get('/v1/org/schema', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(await view(orgId, languageOf(request)));
  });

  router.post('/v1/org/schema/refresh', async (request, response) => {
    const { orgId } = await callerOf(request);
    (await desk.salesforce(orgId)).forgetSchema({ always: true });
    response.json(await view(orgId, languageOf(request)));
  });

  router.get('/v1/org/field-validation', async (request, response) => {
    const { orgId } = await callerOf(request);
    const page = queried(pageQuery, request.query['page'], 'page', 'must be the id of a booking page');
    const [{ settings }, schema, questions, foundRequired, { loginUrl }] = await Promise.all([
      desk.current(orgId),
      schemaOf(orgId),
      recent.questions(orgId),
      recent.fieldsFoundRequired(orgId),
      bookings.delivery(orgId),
    ]);
    const language = languageOf(request);
    response.json({
      objects: validateFields(settings, schema, { questions, foundRequired }, page).map(({ fields, ...object }) => ({
        ...object,
        label: labelOf(object, language),
        fields: fields.map(({ field, fallback, about, why, fix, ...rest }) => ({
          field: field.name,
          label: field.label,
          type: field.type,
          ...rest,
          fallback: typeof fallback === 'object' ? fallback && inWords(fallback, language) : fallback,
          about: about && inWords(about, language),
          why: inWords(why, language),
          fix: fix && inWords(fix, language),
          setupUrl: setupUrl(loginUrl, setupPaths.field(object.name, field.name)),
        })),
      })),
    });
  });

  router.get('/v1/org/booking-fields', async (request, response) => {
    const { orgId } = await callerOf(request);
    const language = languageOf(request);
    const { fields, questions, pages } = await recent.contents(orgId);
    const labelled = fields.map(({ field, sample }) => ({
      field,
      label: inWords(text(`bookingField.${field}`), language),
      sample,
    }));
    response.json({ fields: labelled, questions, pages });
  });

  return router;
}

/** As the org calls it; Person Accounts have no label in a describe. */
function labelOf({ name, label }: { name: string; label: string }, language: Language): string {
  return name === 'PersonAccount' ? inWords(text('object.personAccount'), language) : label;
}

function objectView({ name, label, createable, updateable, recordTypes, fields }: ObjectSchema, language: Language) {
  return {
    name,
    label: labelOf({ name, label }, language),
    canCreate: createable,
    canUpdate: updateable,
    recordTypes,
    fields: [...fields.values()].map((field) => fieldView(name as MappedObject, field, language)),
  };
}

function fieldView(object: MappedObject, field: FieldSchema, language: Language) {
  const { name, label, type, length, createable, updateable, custom, picklistValues, referenceTo } = field;
  const why = refusalOf(object, field);
  return {
    ...{ name, label, type, length, required: isRequired(field), createable, updateable, custom, picklistValues },
    restricted: field.restrictedPicklist,
    referenceTo,
    support: why ? 'unsupported' : 'supported',
    why: why ? inWords(why, language) : null,
  };
}

function queried<T>(shape: z.ZodType<T>, value: unknown, name: string, message: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest([{ pointer: `/${name}`, detail: message }]);
}
