import { componentsOf, customField } from './custom-field.ts';
import { FieldRefusal } from './field-refusal.ts';
import { account } from './objects/account.ts';
import { campaignObjects } from './objects/campaign.ts';
import { caseObject } from './objects/case.ts';
import { contact } from './objects/contact.ts';
import { event } from './objects/event.ts';
import { eventRelation } from './objects/event-relation.ts';
import { lead } from './objects/lead.ts';
import { opportunity } from './objects/opportunity.ts';
import { opportunityContactRole } from './objects/opportunity-contact-role.ts';
import { setupObjects } from './objects/setup-objects.ts';
import { task } from './objects/task.ts';
import { user } from './objects/user.ts';
import { child } from './sobject.ts';
import type { Field, NewField, SObjectType } from './types.ts';

/** The objects of an org by API name. */
export type Schema = Map<string, SObjectType>;

/** The schema of a fresh org, into which nothing was installed; every call gives a copy of its own. */
export function createSchema(): Schema {
  const business = [account, caseObject, contact, event, lead, opportunity, task, user];
  const details = [...campaignObjects, eventRelation, opportunityContactRole];
  const objects = [...business, ...details, ...setupObjects];
  return new Map(objects.map((object) => [object.name, structuredClone(object)]));
}

/**
 * Adds a custom field to an object of the schema, as Setup does: on Event or Task it appears on both, a lookup becomes
 * a child relationship of its target, a geolocation brings its coordinates. Returns the field that was asked for.
 * Throws an Error that names what is wrong; the schema is then as it was.
 */
export function addCustomField(schema: Schema, objectName: string, spec: NewField): Field {
  const names = activities.includes(objectName) ? activities : [objectName];
  const objects = names.map((name) => objectOf(schema, name));
  const field = customField(spec);
  checkFits(schema, objects, field);
  for (const object of objects) {
    // A detail has the owner of its master.
    if (field.relationshipOrder === 0) object.fields = object.fields.filter(({ name }) => name !== 'OwnerId');
    object.fields.push(structuredClone(field), ...componentsOf(field));
    for (const target of field.referenceTo) {
      const onDelete = field.cascadeDelete ? 'cascades' : 'clears';
      const relationship = child(childNameOf(object, field), object.name, field.name, onDelete);
      schema.get(target)?.childRelationships.push(relationship);
    }
  }
  return objectOf(schema, objectName).fields.find(({ name }) => name === field.name) ?? field;
}

const activities = ['Event', 'Task'];

function objectOf(schema: Schema, name: string): SObjectType {
  const object = schema.get(name);
  if (!object) throw new Error(`The org has no object ${name}; it has ${[...schema.keys()].join(', ')}.`);
  return object;
}

function checkFits(schema: Schema, objects: readonly SObjectType[], field: Field): void {
  for (const object of objects) {
    if (object.fields.some(({ name }) => name.toLowerCase() === field.name.toLowerCase())) {
      throw new FieldRefusal('name', `${object.name} already has a field ${field.name}.`);
    }
  }
  for (const target of field.referenceTo) {
    if (schema.has(target)) continue;
    throw new FieldRefusal('referenceTo', `${field.name}: the org has no object ${target} to point to.`);
  }
  // [K] Setup offers no long text area for activities.
  if (field.type === 'textarea' && field.length > 255 && objects.some(({ name }) => activities.includes(name))) {
    throw new FieldRefusal(
      'length',
      `${field.name}: events and tasks cannot have a long text area; at most 255 characters.`,
    );
  }
}

function childNameOf(object: SObjectType, field: Field): string {
  return `${object.labelPlural.replaceAll(' ', '_')}_${field.name.replace(/__c$/, '')}__r`;
}
