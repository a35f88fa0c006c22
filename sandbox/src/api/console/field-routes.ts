import type { Router } from 'express';
import { z } from 'zod';
import type { FieldType, NewField } from '../../schema/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused, unknown } from './console-request.ts';

const TYPES = [
  'string',
  'textarea',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
  'reference',
  'phone',
  'email',
  'url',
  'picklist',
  'multipicklist',
  'location',
  'encryptedstring',
] as const satisfies FieldType[];

const newField = z.strictObject({
  object: z.string(),
  name: z.string(),
  label: z.string().min(1).max(40).optional(),
  type: z.enum(TYPES),
  length: z.int().positive().optional(),
  precision: z.int().positive().max(18).optional(),
  scale: z.int().min(0).max(17).optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  caseSensitive: z.boolean().optional(),
  externalId: z.boolean().optional(),
  inlineHelpText: z.string().optional(),
  defaultValue: z.union([z.string(), z.number(), z.boolean()]).optional(),
  picklistValues: z.array(z.string().min(1)).optional(),
  restrictedPicklist: z.boolean().optional(),
  referenceTo: z.array(z.string()).optional(),
  visible: z.boolean().optional(),
});

/** Custom fields; `visible: false` as a deploy makes them, for those only to whom a permission set grants them. */
export function fieldRoutes(router: Router, state: SandboxState): void {
  const { org } = state;
  router.post('/fields', (request, response) => {
    const { object: objectName, ...rest } = bodyOf(newField, request);
    const object = org.object(objectName);
    if (!object) throw badField('object', `The org has no object ${objectName}.`);
    const isTaken = object.fields.some(({ name }) => name.toLowerCase() === rest.name.toLowerCase());
    if (isTaken) throw badField('name', `${object.name} already has a field ${rest.name}.`);
    refused('name', () => org.addField(object.name, rest as NewField));
    state.schemaChanged();
    const added = org.object(object.name)?.fields.find(({ name }) => name.toLowerCase() === rest.name.toLowerCase());
    response.status(201).json(added);
  });
  router.delete('/fields/:object/:name', (request, response) => {
    const object = org.object(request.params.object);
    const field = object?.fields.find(({ name }) => name.toLowerCase() === request.params.name.toLowerCase());
    if (!object || !field) throw unknown(`field ${request.params.object}.${request.params.name}`);
    if (!field.custom) throw badField('name', `${field.name} is a standard field: it cannot be deleted.`);
    refused('name', () => org.removeField(object.name, field.name));
    state.schemaChanged();
    response.status(204).end();
  });
}
