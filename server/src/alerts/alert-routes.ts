import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseBody, rawBody } from '../platform/http/json-body.ts';
import { languageOf } from '../platform/http/language-of.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import { Problem } from '../platform/problem.ts';
import { text, type Language } from '../texts/text.ts';
import { alertInWords } from './alert-senders.ts';
import type { AlertStore, StoredAlert } from './alert-store.ts';
import type { AlertReach, Alerts } from './alerts.ts';

export interface AlertRoutesParts {
  alerts: Alerts;
  store: AlertStore;
  reach: AlertReach;
  callerOf: (request: Request) => Promise<OrgCaller>;
}

const shownAlerts = 50;

/** The body of `PUT /v1/org/alert-settings`. */
export const alertSettingsBody = z.strictObject({
  emails: z
    .array(z.email('alerts.emailInvalid').max(254, 'alerts.emailInvalid'))
    .max(10, 'alerts.emailsTooMany')
    .transform((emails) => [...new Set(emails)]),
  language: z.enum(['en', 'de'], 'alerts.languageUnknown'),
});

/** `/v1/org/alerts` and `/v1/org/alert-settings`: what got worse, and who is told. */
export function alertRoutes({ alerts, store, reach, callerOf }: AlertRoutesParts): Router {
  const router = Router();
  const settingsView = async (orgId: string) => ({
    ...(await store.settings(orgId)),
    channels: { email: reach.email !== undefined, webhook: reach.webhook },
  });

  router.get('/v1/org/alerts', async (request, response) => {
    const { orgId } = await callerOf(request);
    const recent = await store.recent(orgId, shownAlerts);
    const language = languageOf(request);
    response.json({ alerts: recent.map((alert) => alertView(alert, language)) });
  });

  router.post('/v1/org/alerts/test', async (request, response) => {
    const { orgId } = await callerOf(request);
    const messages = await alerts.test(orgId);
    if (messages === 0) throw new Problem(409, text('alerts.nobody'), text('alerts.nobody.detail'));
    response.status(202).json({ messages });
  });

  router.get('/v1/org/alert-settings', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(await settingsView(orgId));
  });

  router.put('/v1/org/alert-settings', rawBody, async (request, response) => {
    const { orgId } = await callerOf(request);
    const settings = parseBody(alertSettingsBody, request.body);
    if (settings.emails.length > 0 && !reach.email) {
      throw new Problem(409, text('alerts.noMail'), text('alerts.noMail.detail'));
    }
    await store.saveSettings(orgId, settings);
    response.json(await settingsView(orgId));
  });

  return router;
}

function alertView({ id, cause, resolvedAt, told }: StoredAlert, language: Language) {
  return {
    id,
    ...alertInWords(cause, language),
    state: resolvedAt ? 'resolved' : 'open',
    resolvedAt: resolvedAt?.toISOString() ?? null,
    told: told.map(({ at, ...rest }) => ({ ...rest, at: at?.toISOString() ?? null })),
  };
}
