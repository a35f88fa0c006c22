import type { Request, Router } from 'express';
import { z } from 'zod';
import { SEED } from '../../org/seed.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, unknown } from './console-request.ts';

const change = z.strictObject({ isActive: z.boolean() });

/** The people of the org: who they are, what they have, and whether they may sign in. */
export function userRoutes(router: Router, { org, identity }: SandboxState): void {
  const caller = { userId: org.organizationId };

  router.get('/users', (_request, response) => {
    const soql = 'SELECT Id, Profile.Name, UserRole.Name FROM User';
    const { records } = org.query(caller, soql, { all: false, batchSize: 2000, version: '64.0' });
    const nameOf = (parent: unknown) => (parent as { Name: string } | null)?.Name ?? null;
    const rows = new Map(records.map((row) => [row.Id, row]));
    const users = identity.users().map(({ id, username, email, name, isActive }) => ({
      id,
      username,
      email,
      name,
      isActive,
      profile: nameOf(rows.get(id)?.Profile),
      role: nameOf(rows.get(id)?.UserRole),
      permissionSets: org.permissionSetsOf(id),
    }));
    response.json({ users });
  });

  // A session of somebody who is not active is not accepted: deactivating needs no more than this.
  router.post('/users/:user', (request: Request<{ user: string }>, response) => {
    const { isActive } = bodyOf(change, request);
    const user = identity.byIdOrUsername(request.params.user);
    if (!user) throw unknown(`user ${request.params.user}`);
    if (user.id === SEED.admin) throw badField('isActive', 'The administrator of the sandbox stays active.');
    const options = { autoAssign: false, allowDuplicates: true };
    const result = org.update(caller, 'User', user.id, { IsActive: isActive }, options);
    if (!result.success) throw badField('isActive', result.errors.map(({ message }) => message).join(' '));
    response.json({ id: user.id, username: user.username, isActive });
  });
}
