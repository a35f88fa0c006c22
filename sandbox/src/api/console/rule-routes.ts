import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused, unknown } from './console-request.ts';

const name = z
  .string()
  .regex(/^[A-Za-z]\w*$/, 'Letters, digits and underscores, beginning with a letter.')
  .max(80);
const validationRule = z.strictObject({
  object: z.string(),
  name,
  formula: z.string().min(1).max(5000),
  message: z.string().min(1).max(255),
  field: z.string().nullable().default(null),
  active: z.boolean().default(true),
});
const activation = z.strictObject({ active: z.boolean() });
const assignmentRule = z.strictObject({
  object: z.enum(['Lead', 'Case']),
  name: z.string().min(1).max(120),
  assignTo: z.string().min(1),
  active: z.boolean().default(true),
});
const duplicateRule = z.strictObject({
  object: z.enum(['Lead', 'Contact', 'Account']),
  name: z.string().min(1).max(80),
  action: z.enum(['allow', 'block']),
  active: z.boolean().default(true),
});

/** Validation, assignment and duplicate rules, as an admin makes them in Setup. */
export function ruleRoutes(router: Router, state: SandboxState): void {
  const { org } = state;

  router.get('/validation-rules', (_request, response) => response.json({ rules: org.validationRules() }));
  router.post('/validation-rules', (request, response) => {
    const { object: objectName, name, formula, message, field, active } = bodyOf(validationRule, request);
    const object = org.object(objectName);
    if (!object) throw badField('object', `The org has no object ${objectName}.`);
    const shown = object.fields.find((one) => one.name.toLowerCase() === field?.toLowerCase());
    if (field !== null && !shown) throw badField('field', `${object.name} has no field ${field}.`);
    const rule = refused('formula', () =>
      org.addValidationRule({
        object: object.name,
        name,
        active,
        errorConditionFormula: formula,
        errorMessage: message,
        errorDisplayField: shown?.name ?? null,
      }),
    );
    response.status(201).json(rule);
  });

  router.post('/validation-rules/:id', (request, response) => {
    const rule = org.activateValidationRule(request.params.id, bodyOf(activation, request).active);
    if (!rule) throw unknown(`validation rule ${request.params.id}`);
    response.json(rule);
  });

  router.get('/assignment-rules', (_request, response) => response.json({ rules: org.assignmentRules() }));
  router.post('/assignment-rules', (request, response) => {
    const { assignTo, ...rule } = bodyOf(assignmentRule, request);
    const owner = ownerId(state, assignTo);
    response.status(201).json(refused('assignTo', () => org.setAssignmentRule({ ...rule, assignTo: owner })));
  });

  router.get('/duplicate-rules', (_request, response) => response.json({ rules: org.duplicateRules() }));
  router.post('/duplicate-rules', (request, response) => {
    const rule = bodyOf(duplicateRule, request);
    response.status(201).json(refused('name', () => org.setDuplicateRule(rule)));
  });

  const kinds = [
    ['validation', () => org.validationRules(), (id: string) => org.removeValidationRule(id)],
    ['assignment', () => org.assignmentRules(), (id: string) => org.removeAssignmentRule(id)],
    ['duplicate', () => org.duplicateRules(), (id: string) => org.removeDuplicateRule(id)],
  ] as const;
  for (const [kind, list, remove] of kinds) {
    router.delete(`/${kind}-rules/:id`, (request, response) => {
      const asked = request.params.id;
      const found = list().filter(({ id, name }) => id === asked || name === asked);
      if (found.length === 0) throw unknown(`${kind} rule ${asked}`);
      for (const { id } of found) remove(id);
      response.status(204).end();
    });
  }
}

/** A user's or queue's id, a user name, or the name of a queue. */
function ownerId(state: SandboxState, assignTo: string): string {
  if (/^(005|00G)([0-9A-Za-z]{12}|[0-9A-Za-z]{15})$/.test(assignTo)) return assignTo;
  const user = state.identity.byUsername(assignTo);
  if (user) return user.id;
  const caller = { userId: state.identity.admin().id };
  const soql = "SELECT Id, Name, DeveloperName FROM Group WHERE Type = 'Queue'";
  const queues = state.org.query(caller, soql, { all: false, batchSize: 2000, version: '64.0' }).records;
  const queue = queues.find(({ Name, DeveloperName }) => Name === assignTo || DeveloperName === assignTo);
  if (!queue) throw badField('assignTo', 'Neither an id nor the name of a user or a queue of the org.');
  return String(queue.Id);
}
