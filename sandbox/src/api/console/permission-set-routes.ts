import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf } from './console-request.ts';

const assignment = z.strictObject({
  /** An id or a user name. */
  user: z.string(),
  permissionSet: z.string(),
  assigned: z.boolean().default(true),
});

/** Which permission sets the org has, what they grant and who has them. They come and go by deploy. */
export function permissionSetRoutes(router: Router, state: SandboxState): void {
  const { org, identity } = state;

  router.get('/permission-sets', (_request, response) => {
    const users = identity.users().map(({ id, username }) => ({ username, has: org.permissionSetsOf(id) }));
    const permissionSets = org.permissionSets().map((definition) => ({
      ...definition,
      assignees: users.filter(({ has }) => has.includes(definition.name)).map(({ username }) => username),
    }));
    response.json({ permissionSets });
  });

  router.post('/permission-sets/assignments', (request, response) => {
    const { user: asked, permissionSet, assigned } = bodyOf(assignment, request);
    const user = identity.byIdOrUsername(asked);
    if (!user) throw badField('user', 'Neither the id nor the name of a user of the org.');
    const known = org.permissionSets().find(({ name }) => name.toLowerCase() === permissionSet.toLowerCase());
    if (!known) throw badField('permissionSet', `The org has no permission set ${permissionSet}; deploy it first.`);
    if (assigned) org.assignPermissionSet(user.id, known.name);
    else org.unassignPermissionSet(user.id, known.name);
    state.schemaChanged();
    response.json({ username: user.username, permissionSets: org.permissionSetsOf(user.id) });
  });
}
