import { Router, type Request } from 'express';
import { z } from 'zod';
import { factsOf, type RecentBookings } from '../../bookings/recent-bookings.ts';
import type { BookingRow } from '../../bookings/booking-row.ts';
import { bookingSettingsSchema } from '../../bookings/settings/booking-settings.ts';
import type { SettingsCheck } from '../../bookings/settings/check-settings.ts';
import { previewPlan, sampleBooking, scenarios } from '../../bookings/settings/preview.ts';
import { settingsChanges } from '../../bookings/settings/settings-changes.ts';
import type { Clock } from '../../platform/clock.ts';
import { parseBody, rawBody } from '../../platform/http/json-body.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import { dottedPointer } from '../../platform/http/problem-response.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { InvalidRequest, NotFound } from '../../platform/problem.ts';
import { inWords, text, type Language } from '../../texts/text.ts';
import { asking, dotted, type SettingsDesk } from './settings-desk.ts';
import { settingsParts, type SettingsStore, type SettingsVersion } from './settings-store.ts';

export interface SettingsRoutesParts {
  store: SettingsStore;
  desk: SettingsDesk;
  recent: RecentBookings;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  bookingOf: (orgId: string, id: string) => Promise<BookingRow | undefined>;
  /** How the org is called, for the export. */
  nameOf: (orgId: string) => Promise<{ name: string; salesforceOrgId: string | null }>;
}

const basedOn = z.int('must be the number of the version that the change was made from').min(1).max(2_000_000_000);
const note = z
  .string()
  .trim()
  .max(500, 'holds at most 500 characters')
  .refine((said) => !said.includes('\0') && said.isWellFormed(), 'holds characters that cannot be stored')
  .nullish()
  .transform((said) => said || null);

const settles = z
  .array(z.enum(settingsParts))
  .max(settingsParts.length)
  .transform((parts) => [...new Set(parts)])
  .optional()
  .describe('The parts that are meant as they are now, changed or not. Those that differ, where it is left out.');

export const putBody = z.strictObject({ basedOn, settings: bookingSettingsSchema, note, settles });
export const checkBody = z.strictObject({ settings: bookingSettingsSchema });
export const previewBody = z.strictObject({
  settings: bookingSettingsSchema,
  bookingId: z.string().max(100).optional(),
  pageId: z.string().min(1).max(255).optional(),
  scenario: z.enum(scenarios).default('stranger'),
});
export const restoreBody = z.strictObject({ basedOn, note });
/** An export also says where it came from; whatever else it says is not settings and not read. */
const exported = z.object({
  inlet: z.literal('settings', 'must be "settings": choose a file that was exported from the tab Setup'),
  format: z.literal(1, 'must be 1: this version of Inlet reads no other'),
  settings: bookingSettingsSchema,
});
export const importBody = z.strictObject({ basedOn, document: exported, note });
const beforeQuery = z.coerce.number().int().min(1).max(2_000_000_000).optional();

const versionsAPage = 20;

type ByVersion = Request<{ version: string }>;

/** `/v1/org/settings…`: what an admin sets about bookings, checked, in versions. */
export function settingsRoutes(parts: SettingsRoutesParts): Router {
  const { store, desk, recent, clock, callerOf, bookingOf, nameOf } = parts;
  const router = Router();

  router.get('/v1/org/settings', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { version, settings, savedBy, savedAt, note } = await desk.current(orgId);
    const settled = await store.settled(orgId);
    response.json({ version, settings, settled, savedBy, savedAt: savedAt.toISOString(), note });
  });

  router.put('/v1/org/settings', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const body = parseSettings(putBody, request.body, '/settings');
    const saved = await desk.save(orgId, { ...body, by, at: ['settings'] });
    response.json(savedView(saved, languageOf(request)));
  });

  router.post('/v1/org/settings/check', rawBody, async (request, response) => {
    const { orgId } = await callerOf(request);
    const { settings } = parseSettings(checkBody, request.body, '/settings');
    response.json(checkView(await desk.check(orgId, settings), languageOf(request)));
  });

  router.post('/v1/org/settings/preview', rawBody, async (request, response) => {
    const { orgId } = await callerOf(request);
    const { settings, bookingId, pageId, scenario } = parseSettings(previewBody, request.body, '/settings');
    const row = bookingId === undefined ? await recent.newest(orgId, pageId) : await bookingOf(orgId, bookingId);
    if (bookingId !== undefined && !row) throw new NotFound(text('problem.noBooking', { id: bookingId }));
    const facts = row && factsOf(row);
    if (row && !facts) throw new InvalidRequest([{ pointer: '/bookingId', detail: text('problem.incomplete') }]);
    const salesforce = await desk.salesforce(orgId);
    const schema = await asking(() => salesforce.schema({ purpose: 'setup' }));
    const now = clock.now();
    const booking = facts ?? sampleBooking(now);
    const { customer, page } = booking.details;
    response.json({
      booking: { id: row?.id ?? null, customer: customer ?? null, page: page ?? null },
      ...previewPlan({ booking, settings, schema, scenario, now }, languageOf(request)),
    });
  });

  router.get('/v1/org/settings/versions', async (request, response) => {
    const { orgId } = await callerOf(request);
    const before = beforeQuery.safeParse(request.query['before']);
    if (!before.success) throw new InvalidRequest([{ pointer: '/before', detail: 'must be the number of a version' }]);
    // One more than is shown: what a version changed is told by the one before it.
    const versions = await store.versions(orgId, before.data, versionsAPage + 1);
    const shown = versions.slice(0, versionsAPage);
    response.json({
      versions: shown.map((version, index) => versionView(version, versions[index + 1])),
      next: versions.length > versionsAPage ? shown.at(-1)!.version : null,
    });
  });

  router.post('/v1/org/settings/versions/:version/restore', rawBody, async (request: ByVersion, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const body = parseBody(restoreBody, request.body);
    const version = beforeQuery.safeParse(request.params.version).data;
    const old = version === undefined ? undefined : await store.find(orgId, version);
    if (!old) throw new NotFound(text('problem.noVersion', { version: request.params.version.slice(0, 20) }));
    const saved = await desk.save(orgId, { ...body, settings: old.settings, by, at: ['settings'] });
    response.json(savedView(saved, languageOf(request as Request)));
  });

  router.get('/v1/org/settings/export', async (request, response) => {
    const { orgId } = await callerOf(request);
    const [{ version, settings }, org] = await Promise.all([desk.current(orgId), nameOf(orgId)]);
    response.json({ inlet: 'settings', format: 1, exportedAt: clock.now().toISOString(), org, version, settings });
  });

  router.post('/v1/org/settings/import', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const { basedOn, document, note } = parseSettings(importBody, request.body, '/document/settings');
    const { settings } = document;
    const saved = await desk.save(orgId, {
      ...{ basedOn, settings, note, by, at: ['document', 'settings'] },
      settles: [...settingsParts],
    });
    response.json(savedView(saved, languageOf(request)));
  });

  return router;
}

/** Parses a body that holds settings under `at`; what is wrong in them is named by its place in the settings. */
function parseSettings<T extends z.ZodType>(shape: T, body: unknown, at: string): z.infer<T> {
  try {
    return parseBody(shape, body);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const within = (pointer: string) => (pointer.startsWith(`${at}/`) ? pointer.slice(at.length) : pointer);
    throw new InvalidRequest(error.errors.map((one) => ({ ...one, field: dottedPointer(within(one.pointer)) })));
  }
}

function findingsView(findings: SettingsCheck['problems'], language: Language) {
  return findings.map(({ path, message }) => ({ path: dotted(path), message: inWords(message, language) }));
}

function checkView({ problems, warnings }: SettingsCheck, language: Language) {
  return { problems: findingsView(problems, language), warnings: findingsView(warnings, language) };
}

function savedView(
  { version, warnings }: { version: number; warnings: SettingsCheck['warnings'] },
  language: Language,
) {
  return { version, warnings: findingsView(warnings, language) };
}

function versionView(
  { version, settings, savedBy, savedAt, note }: SettingsVersion,
  before: SettingsVersion | undefined,
) {
  const changes = before ? settingsChanges(before.settings, settings) : [];
  return { version, savedBy, savedAt: savedAt.toISOString(), note, changes };
}
