import express from 'express';
import type { Router } from 'express';
import { uninstall } from '../../metadata/uninstall.ts';
import type { SandboxState } from '../sandbox-state.ts';

/** What is deployed to the org; install a package from its zip, uninstall everything that was deployed. */
export function packageRoutes(router: Router, state: SandboxState): void {
  router.get('/package', (_request, response) => {
    const components = state.metadata.all().map(({ type, fullName, modifiedAt }) => ({ type, fullName, modifiedAt }));
    response.json({ installed: components.length > 0, components });
  });
  router.post('/package', express.raw({ type: () => true, limit: '64mb' }), (request, response) => {
    const options = { checkOnly: false, rollbackOnError: true, testLevel: 'NoTestRun', runTests: [] };
    const result = state.metadataJobs.deploy(request.body as Buffer, options, state.identity.admin());
    response.status(result.success ? 201 : 400).json(result);
  });
  router.delete('/package', (_request, response) => {
    uninstall(state.org, state.metadata);
    state.schemaChanged();
    response.status(204).end();
  });
}
