import { randomBytes } from 'node:crypto';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { SEED } from '../../org/seed.ts';
import type { OrgUser } from '../identity.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, unknown } from './console-request.ts';

const change = z
  .strictObject({
    isActive: z.boolean().optional(),
    isFrozen: z.boolean().optional(),
    isApiEnabled: z.boolean().optional(),
    isLoginIpRestricted: z.boolean().optional(),
    isHighAssuranceRequired: z.boolean().optional(),
    loginsInLastHour: z.int().min(0).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, { error: 'Say what to change.', path: ['isActive'] });
const reset = z.strictObject({
  password: z.string().min(8).max(200).optional(),
  revokesRefreshTokens: z.boolean().default(false),
});

type UserRequest = Request<{ user: string }>;

/** The people of the org: who they are, what they have, and whether they may sign in. */
export function userRoutes(router: Router, state: SandboxState): void {
  const { org, identity, security, sessions } = state;
  const caller = { userId: org.organizationId };
  const rows = (soql: string) => org.query(caller, soql, { all: false, batchSize: 2000, version: '64.0' }).records;

  router.get('/users', (_request, response) => {
    const nameOf = (parent: unknown) => (parent as { Name: string } | null)?.Name ?? null;
    const byId = new Map(rows('SELECT Id, Profile.Name, UserRole.Name FROM User').map((row) => [row.Id, row]));
    const users = identity.users().map((user) => ({
      ...{ id: user.id, username: user.username, email: user.email, name: user.name },
      ...standingOf(state, user),
      profile: nameOf(byId.get(user.id)?.Profile),
      role: nameOf(byId.get(user.id)?.UserRole),
      permissionSets: org.permissionSetsOf(user.id),
    }));
    response.json({ users });
  });

  // A session of somebody who is not active, or frozen, is not accepted: it needs no more than this.
  router.post('/users/:user', (request: UserRequest, response) => {
    const { isActive, isFrozen, isApiEnabled, loginsInLastHour, ...policy } = bodyOf(change, request);
    const user = userOf(request);
    if (user.id === SEED.admin) {
      if (isActive !== undefined) throw badField('isActive', 'The administrator of the sandbox stays active.');
      if (isFrozen !== undefined) throw badField('isFrozen', 'The administrator of the sandbox is never frozen.');
      if (isApiEnabled !== undefined) throw badField('isApiEnabled', 'The administrator of the sandbox keeps the API.');
    }
    if (isActive !== undefined) update('User', user.id, { IsActive: isActive }, 'isActive');
    if (isFrozen !== undefined) {
      const [login] = rows(`SELECT Id FROM UserLogin WHERE UserId = '${user.id}'`);
      update('UserLogin', String(login?.Id), { IsFrozen: isFrozen }, 'isFrozen');
    }
    const before = security.of(user.id);
    security.changeUser(user.id, {
      ...Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined)),
      ...(isApiEnabled !== undefined && { isApiDisabled: !isApiEnabled }),
    });
    if (isApiEnabled !== undefined && isApiEnabled === before.isApiDisabled) {
      // [K] the sentence.
      const [from, to] = isApiEnabled ? ['disabled', 'enabled'] : ['enabled', 'disabled'];
      const display = `Changed the profile of user ${user.name}: API Enabled was changed from ${from} to ${to}`;
      org.noteSetupChange({ action: 'profilePermChangedStandard', section: 'Manage Users', display });
    }
    if (loginsInLastHour !== undefined) security.setLogins(user.id, loginsInLastHour);
    response.json({ id: user.id, username: user.username, ...standingOf(state, identity.user(user.id) ?? user) });
  });

  router.post('/users/:user/password', (request: UserRequest, response) => {
    const { password = randomBytes(12).toString('base64url'), revokesRefreshTokens } = bodyOf(reset, request);
    const user = userOf(request);
    security.changeUser(user.id, { password });
    if (revokesRefreshTokens) sessions.revokeAll({ userId: user.id });
    response.json({ username: user.username, password });
  });

  router.delete('/users/:user/password', (request: UserRequest, response) => {
    const user = userOf(request);
    security.changeUser(user.id, { password: null });
    response.json({ username: user.username, password: identity.credentials.password });
  });

  function userOf({ params }: UserRequest): OrgUser {
    const user = identity.byIdOrUsername(params.user);
    if (!user) throw unknown(`user ${params.user}`);
    return user;
  }

  function update(object: string, id: string, values: Record<string, unknown>, field: string): void {
    const result = org.update(caller, object, id, values, { autoAssign: false, allowDuplicates: true });
    if (!result.success) throw badField(field, result.errors.map(({ message }) => message).join(' '));
  }
}

/** Whether somebody may log in and call the API, and why not. */
export function standingOf({ org, security }: SandboxState, { id, isActive, isFrozen }: OrgUser) {
  const { isApiDisabled, isLoginIpRestricted, isHighAssuranceRequired } = security.of(id);
  return {
    isActive,
    isFrozen,
    isApiEnabled: !isApiDisabled && org.hasUserPermission(id, 'ApiEnabled'),
    isLoginIpRestricted,
    isHighAssuranceRequired,
    loginsInLastHour: security.loginsOf(id),
  };
}
