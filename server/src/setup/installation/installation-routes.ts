import { Router, type Request } from 'express';
import type { NeededAccess } from '../../bookings/plan/needed-access.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { Problem } from '../../platform/problem.ts';
import type { SalesforceOrg } from '../../salesforce/salesforce-org.ts';
import type { OrgSchema } from '../../salesforce/types.ts';
import { inWords, text, type Language } from '../../texts/text.ts';
import { assignPermissionSet, readInstallation, type Installation } from './installation.ts';

export interface InstallationRoutesParts {
  callerOf: (request: Request) => Promise<OrgCaller>;
  salesforceOf: (orgId: string) => Promise<SalesforceOrg | undefined>;
  /** What the org's settings make Inlet read and write. */
  neededBy: (orgId: string) => Promise<(schema: OrgSchema) => NeededAccess[]>;
}

/** `/v1/org/installation`: how the package stands, and what the API User may do. */
export function installationRoutes({ callerOf, salesforceOf, neededBy }: InstallationRoutesParts): Router {
  const router = Router();
  const read = async (orgId: string) => readInstallation(await connected(orgId), await neededBy(orgId));

  router.get('/v1/org/installation', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(installationView(await read(orgId), languageOf(request)));
  });

  router.post('/v1/org/installation/assign', async (request, response) => {
    const { orgId } = await callerOf(request);
    await assignPermissionSet(await connected(orgId));
    response.json(installationView(await read(orgId), languageOf(request)));
  });

  async function connected(orgId: string): Promise<SalesforceOrg> {
    const salesforce = await salesforceOf(orgId);
    if (salesforce) return salesforce;
    throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'));
  }

  return router;
}

function installationView(installation: Installation, language: Language) {
  const { apiUser, access, eventsOfOthers, hasPermissionSet, canAssign } = installation;
  const unknown = Object.entries(apiUser.unknown).map(([part, why]) => [part, inWords(why, language)]);
  return {
    // Apex tells the version: no API of Salesforce tells it of an unmanaged package.
    package: { ...installation.package, version: null },
    apiUser: { ...apiUser, unknown: Object.fromEntries(unknown) as Record<string, string> },
    access: access.map(({ why, ...one }) => ({ ...one, why: inWords(why, language) })),
    eventsOfOthers: { scope: eventsOfOthers.scope, sentence: inWords(eventsOfOthers.sentence, language) },
    hasPermissionSet,
    canAssign,
  };
}
