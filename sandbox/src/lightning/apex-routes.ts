import type { Request, Router } from 'express';
import type { SandboxState } from '../api/sandbox-state.ts';
import { AuraHandledError } from './apex/apex-context.ts';
import { apexMethods } from './apex/apex-methods.ts';
import { ShellError } from './shell-error.ts';
import { viewerOf } from './viewer.ts';

/** `POST /lightning/apex/<Class>/<method>`, as a component calls Apex: `{ result }` or `{ error: { message } }`. */
export function apexRoutes(router: Router, state: SandboxState): void {
  router.post('/apex/:class/:method', async (request: Request<{ class: string; method: string }>, response) => {
    const { class: className, method: methodName } = request.params;
    const methods = Object.hasOwn(apexMethods, className) ? apexMethods[className] : undefined;
    const method = methods && Object.hasOwn(methods, methodName) ? methods[methodName] : undefined;
    if (!method) {
      throw new ShellError(404, `The sandbox has no stand-in for ${className}.${methodName}: it runs no Apex itself.`);
    }
    const user = viewerOf(state, request);
    response.set('Cache-Control', 'no-store');
    try {
      if (!state.org.hasClassAccess(user.id, className)) {
        throw new AuraHandledError(`You do not have access to the Apex class named '${className}'.`);
      }
      response.json({ result: await method({ state, user }, (request.body ?? {}) as Record<string, unknown>) });
    } catch (error) {
      if (!(error instanceof AuraHandledError)) throw error;
      // As the platform: the request was carried out, and what it says is a refusal.
      response.json({ error: { message: error.message } });
    }
  });
}
