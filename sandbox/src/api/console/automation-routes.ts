import type { Router } from 'express';
import { z } from 'zod';
import type { NewAutomation } from '../../org/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused, unknown } from './console-request.ts';

const NULL_POINTER = 'System.NullPointerException: Attempt to de-reference a null object';
const INNER = 'FIELD_INTEGRITY_EXCEPTION: field integrity exception';

const common = {
  object: z.string(),
  name: z
    .string()
    .regex(/^[A-Za-z]\w*$/, 'Letters, digits and underscores, beginning with a letter.')
    .max(80),
  active: z.boolean().default(true),
  on: z.enum(['create', 'update', 'createAndUpdate']).default('createAndUpdate'),
  condition: z.string().min(1).max(5000).nullable().default(null),
  failure: z.enum(['exception', 'message']).default('exception'),
  message: z.string().min(1).max(1000).optional(),
  field: z.string().nullable().default(null),
};
const trigger = z.strictObject({ ...common, when: z.enum(['before', 'after']).default('before') });
const flow = z.strictObject({
  ...common,
  label: z.string().min(1).max(255).optional(),
  when: z.enum(['before', 'after']).default('after'),
  operation: z.enum(['createRecords', 'updateRecords', 'deleteRecords', 'lookUpRecords']).nullable().default(null),
  element: z
    .string()
    .regex(/^[A-Za-z]\w*$/, 'The API name of an element.')
    .max(80)
    .nullable()
    .default(null),
});
const activation = z.strictObject({ active: z.boolean() });

type Asked = z.output<typeof trigger> & Partial<Omit<z.output<typeof flow>, keyof z.output<typeof trigger>>>;

/** Apex triggers and record-triggered flows that refuse a save, as somebody in the org made them. */
export function automationRoutes(router: Router, state: SandboxState): void {
  const { org } = state;
  const kinds = [
    ['trigger', 'triggers', trigger],
    ['flow', 'flows', flow],
  ] as const;

  for (const [kind, path, schema] of kinds) {
    const list = () => org.automations().filter((one) => one.kind === kind);

    router.get(`/${path}`, (_request, response) => response.json({ [path]: list() }));

    router.post(`/${path}`, (request, response) => {
      const automation = automationOf(kind, bodyOf(schema, request));
      response.status(201).json(refused('condition', () => org.setAutomation(automation)));
    });

    router.post(`/${path}/:id`, (request, response) => {
      const { active } = bodyOf(activation, request);
      const changed = org.activateAutomation(found(request.params.id).id, active);
      response.json(changed);
    });

    router.delete(`/${path}/:id`, (request, response) => {
      org.removeAutomation(found(request.params.id).id);
      response.status(204).end();
    });

    const found = (asked: string) => {
      const one = list().find(({ id, name }) => id === asked || name === asked);
      if (!one) throw unknown(`${kind} ${asked}`);
      return one;
    };
  }

  function automationOf(kind: NewAutomation['kind'], asked: Asked): NewAutomation {
    const { object: objectName, field, message, failure, ...rest } = asked;
    const object = org.object(objectName);
    if (!object) throw badField('object', `The org has no object ${objectName}.`);
    const shown = object.fields.find(({ name }) => name.toLowerCase() === field?.toLowerCase());
    if (field !== null && !shown) throw badField('field', `${object.name} has no field ${field}.`);
    if (failure === 'message' && message === undefined) throw badField('message', 'The text that people are told.');
    const inner = kind === 'trigger' ? NULL_POINTER : INNER;
    return {
      ...rest,
      ...{ kind, object: object.name, label: rest.label ?? rest.name, failure },
      errorMessage: message ?? inner,
      errorDisplayField: shown?.name ?? null,
      ...{ operation: rest.operation ?? null, element: rest.element ?? null },
    };
  }
}
