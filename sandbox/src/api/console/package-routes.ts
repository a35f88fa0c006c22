import express from 'express';
import type { Router } from 'express';
import { uninstall } from '../../metadata/uninstall.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { ConsoleError, unknown } from './console-request.ts';

const installing = {
  ...{ checkOnly: false, rollbackOnError: true, ignoreWarnings: false, testLevel: 'NoTestRun', runTests: [] },
};

/** What is deployed to the org; install a package from its zip or from the sources here, uninstall everything that was deployed. */
export function packageRoutes(router: Router, state: SandboxState): void {
  const note = (action: string, what: string) =>
    state.org.noteSetupChange({ action, section: 'Custom Apps', display: `${what}: Inlet` });

  router.get('/package', (_request, response) => {
    const components = state.metadata.all().map(({ type, fullName, modifiedAt }) => ({ type, fullName, modifiedAt }));
    response.json({ installed: components.length > 0, components });
  });
  router.post('/package', express.raw({ type: () => true, limit: '64mb' }), (request, response) => {
    const result = state.metadataJobs.deploy(request.body as Buffer, installing, state.identity.admin());
    if (result.success) note('installedpackagingapp', 'Installed AppExchange package');
    response.status(result.success ? 201 : 400).json(result);
  });
  router.post('/package/source', async (_request, response) => {
    if (!state.packageZip) throw unknown('package here to install: send a zip to POST /sandbox/package');
    const { success, errorMessage, details } = state.metadataJobs.deploy(
      await state.packageZip(),
      installing,
      state.identity.admin(),
    );
    if (success) note('installedpackagingapp', 'Installed AppExchange package');
    if (success) return void response.status(201).json({ installed: true });
    const [first] = details.componentFailures;
    const reason = errorMessage ?? `${first?.fileName}: ${first?.problem}`;
    throw new ConsoleError(400, `The org does not take the package. ${reason}`);
  });
  router.delete('/package', (_request, response) => {
    uninstall(state.org, state.metadata);
    note('uninstalledpackagingapp', 'Uninstalled AppExchange package');
    state.schemaChanged();
    response.status(204).end();
  });
}
