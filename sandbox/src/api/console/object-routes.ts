import type { Router } from 'express';
import { z } from 'zod';
import type { NewObject } from '../../schema/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused, unknown } from './console-request.ts';

const newObject = z.strictObject({
  name: z.string(),
  label: z.string().min(1).max(40).optional(),
  labelPlural: z.string().min(1).max(40).optional(),
  autoNumber: z.string().max(30).optional(),
  activities: z.boolean().optional(),
});

/** Custom objects. Their fields come by `/fields`; who may do what with their records, permission sets say. */
export function objectRoutes(router: Router, state: SandboxState): void {
  const { org } = state;
  router.get('/objects', (_request, response) => {
    const custom = org.objects().filter((object) => object.custom);
    response.json({ objects: custom.map(({ name, label, keyPrefix }) => ({ name, label, keyPrefix })) });
  });
  router.post('/objects', (request, response) => {
    const object = bodyOf(newObject, request) as NewObject;
    refused('name', () => org.addObject(object));
    state.schemaChanged();
    const { name, label, keyPrefix } = org.object(object.name)!;
    response.status(201).json({ name, label, keyPrefix });
  });
  router.delete('/objects/:name', (request, response) => {
    const object = org.object(request.params.name);
    if (!object) throw unknown(`object ${request.params.name}`);
    if (!object.custom) throw badField('name', `${object.name} is a standard object: it cannot be deleted.`);
    refused('name', () => org.removeObject(object.name));
    state.schemaChanged();
    response.status(204).end();
  });
}
