import { Router, type Request } from 'express';
import { z } from 'zod';
import { planView } from '../../bookings/booking-view.ts';
import { diagnosisView } from '../../bookings/diagnosis.ts';
import { parseBody, rawBody } from '../../platform/http/json-body.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { inWords, text, type Language } from '../../texts/text.ts';
import { dryRunScenarios, type DryRun } from './dry-run.ts';
import type { DryRunDesk } from './dry-run-desk.ts';
import type { DryRunStore } from './dry-run-store.ts';

export interface DryRunRoutesParts {
  desk: DryRunDesk;
  store: DryRunStore;
  callerOf: (request: Request) => Promise<OrgCaller>;
}

/** The body of `POST /v1/org/dry-runs`. */
export const dryRunBody = z.strictObject({
  page: z.string().min(1).max(255).nullable(),
  scenario: z.enum(dryRunScenarios),
});

/** The body of `PUT /v1/org/dry-run-settings`. */
export const dryRunSettingsBody = z.strictObject({
  acknowledged: z.literal(true).optional(),
  nightly: z.boolean().optional(),
  resume: z.literal(true).optional(),
});

/** `/v1/org/dry-runs`: test bookings that Salesforce undoes. */
export function dryRunRoutes({ desk, store, callerOf }: DryRunRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/dry-runs', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(await all(orgId, languageOf(request)));
  });

  router.post('/v1/org/dry-runs', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const { page, scenario } = parseBody(dryRunBody, request.body);
    const run = await desk.run(orgId, { pageId: page, scenario, by: by.name });
    response.json(runView(run, languageOf(request)));
  });

  router.put('/v1/org/dry-run-settings', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    await desk.change(orgId, parseBody(dryRunSettingsBody, request.body), by.name);
    response.json(await all(orgId, languageOf(request)));
  });

  async function all(orgId: string, language: Language) {
    const [runs, { acknowledgedAt, nightly, stopped }] = await Promise.all([store.runs(orgId), store.settings(orgId)]);
    return {
      runs: runs.map((run) => runView(run, language)),
      settings: {
        acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
        nightly,
        stopped: stopped
          ? { sentence: inWords(stopped.sentence, language), fix: inWords(stopped.fix, language), at: stopped.at }
          : null,
      },
      warning: inWords(text('dryRun.warning'), language),
    };
  }

  return router;
}

function runView(run: DryRun, language: Language) {
  const { id, page, scenario, at, state, sentence, apiCalls, by, objects, plan } = run;
  return {
    ...{ id, page: page ?? null, scenario, at: at.toISOString(), state, apiCalls, by: by ?? null },
    sentence: inWords(sentence, language),
    objects: objects.map(({ diagnoses, ...one }) => ({
      ...one,
      diagnoses: diagnoses.map((diagnosis) => diagnosisView(diagnosis, language)),
    })),
    plan: plan ? planView(plan, language) : null,
  };
}
