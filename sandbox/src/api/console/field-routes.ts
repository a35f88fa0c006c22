import type { Router } from 'express';
import { z } from 'zod';
import type { Holder } from '../../org/access/field-access.ts';
import type { FieldChange } from '../../org/types.ts';
import type { Field, FieldType, FilterCondition, NewField, SObjectType } from '../../schema/types.ts';
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

const condition = z.strictObject({
  field: z.string(),
  operation: z.enum([
    ...['equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'],
    ...['contains', 'notContain', 'startsWith'],
  ] as FilterCondition['operation'][]),
  value: z.union([z.string(), z.number(), z.boolean()]),
});

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
  richText: z.boolean().optional(),
  autoNumber: z.string().max(30).optional(),
  formula: z.string().min(1).max(3900).optional(),
  blanksAs: z.enum(['zero', 'blank']).optional(),
  summary: z
    .strictObject({
      operation: z.enum(['count', 'sum', 'min', 'max']),
      child: z.string(),
      field: z.string().optional(),
    })
    .optional(),
  masterDetail: z.boolean().optional(),
  lookupFilter: z
    .strictObject({
      conditions: z.array(condition).min(1),
      errorMessage: z.string().min(1).optional(),
      optional: z.boolean().optional(),
    })
    .optional(),
});

const fieldChange = newField
  .pick({
    ...{ label: true, length: true, required: true, inlineHelpText: true, defaultValue: true },
    ...{ picklistValues: true, restrictedPicklist: true },
  })
  .partial();

const fieldAccess = z.strictObject({
  field: z.string(),
  access: z.enum(['hidden', 'read', 'edit']),
  user: z.string().optional(),
  profile: z.string().optional(),
  permissionSet: z.string().optional(),
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
  router.post('/fields/:object/:name', (request, response) => {
    const { object, field } = named(request.params);
    refused('name', () => org.adjustField(object.name, field.name, bodyOf(fieldChange, request) as FieldChange));
    state.schemaChanged();
    response.json(named(request.params).field);
  });

  router.get('/field-access', (_request, response) => {
    const user = state.identity.apiUser();
    response.json({ user: user.username, limited: org.limitedFields(user.id) });
  });
  router.post('/field-access', (request, response) => {
    const { field: asked, access, user: name, ...holder } = bodyOf(fieldAccess, request);
    const [objectName = '', fieldName = '', ...more] = asked.split('.');
    if (more.length > 0 || fieldName === '') throw badField('field', 'Name it as Lead.Phone.');
    const { object, field } = named({ object: objectName, name: fieldName }, (text) => badField('field', text));
    const user = name === undefined ? state.identity.apiUser() : state.identity.byIdOrUsername(name);
    if (!user) throw badField('user', 'Neither the id nor the name of a user of the org.');
    const whose = holder.profile ?? holder.permissionSet;
    if (whose !== undefined && name !== undefined)
      throw badField('user', 'Name a user, a profile or a permission set.');
    const target = whose === undefined ? { userId: user.id } : (holder as Holder);
    refused('field', () => org.setFieldAccess(object.name, field.name, access, target));
    state.schemaChanged();
    const left = org.fieldAccess(user.id, object.name, field.name);
    response.json({ field: `${object.name}.${field.name}`, user: user.username, access: left });
  });

  function named(
    { object: objectName, name }: { object: string; name: string },
    failure: (text: string) => Error = (text) => unknown(text),
  ): { object: SObjectType; field: Field } {
    const object = org.object(objectName);
    const field = object?.fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!object || !field) throw failure(`field ${objectName}.${name}`);
    return { object, field };
  }

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
