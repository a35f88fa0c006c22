import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused, unknown } from './console-request.ts';

const settings = {
  name: z.string().min(1).max(40),
  email: z.email().nullable().optional(),
  objects: z.array(z.string()),
  /** Ids or names of users. */
  members: z.array(z.string()).optional(),
};
const newQueue = z.strictObject({ ...settings, developerName: z.string().min(1).max(80).optional() });
const change = z.strictObject(settings).partial();

/** Queues: which objects' records each may own, and who is in it. */
export function queueRoutes(router: Router, { org, identity }: SandboxState): void {
  const find = (asked: string) => {
    const found = org.queues().find(({ id, developerName, name }) => [id, developerName, name].includes(asked));
    if (!found) throw unknown(`queue ${asked}`);
    return found;
  };
  const idOf = (user: string) => {
    const found = identity.byIdOrUsername(user);
    if (!found) throw badField('members', `${user} is neither the id nor the name of a user of the org.`);
    return found.id;
  };

  router.get('/queues', (_request, response) => response.json({ queues: org.queues() }));
  router.post('/queues', (request, response) => {
    const { members, email, ...queue } = bodyOf(newQueue, request);
    const developerName = queue.developerName ?? queue.name.replace(/\W+/g, '_');
    const made = refused('objects', () =>
      org.setQueue({ ...queue, developerName, email: email ?? null, ...(members && { members: members.map(idOf) }) }),
    );
    response.status(201).json(made);
  });
  router.post('/queues/:id', (request, response) => {
    const before = find(request.params.id);
    const { members, name, email, objects } = bodyOf(change, request);
    const changed = {
      developerName: before.developerName,
      name: name ?? before.name,
      email: email === undefined ? before.email : email,
      objects: objects ?? before.objects,
      members: members?.map(idOf) ?? before.members,
    };
    response.json(refused('objects', () => org.setQueue(changed)));
  });
  router.delete('/queues/:id', (request, response) => {
    const { id } = find(request.params.id);
    refused('id', () => org.removeQueue(id));
    response.status(204).end();
  });
}
