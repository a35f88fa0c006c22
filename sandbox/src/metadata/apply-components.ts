import type { OrgEngine } from '../org/types.ts';
import { ApiError } from '../org/types.ts';
import type { Component } from './component.ts';
import { problemOf } from './component.ts';
import { MetadataError } from './metadata-problem.ts';
import { readField } from './read-field.ts';
import { readPermissionSet } from './read-permission-set.ts';
import type { XmlElement } from './xml-element.ts';

/** The part of an org that a deploy changes. */
export type Target = Pick<
  OrgEngine,
  'object' | 'addField' | 'changeField' | 'removeField' | 'savePermissionSet' | 'removePermissionSet'
>;

/** Fields come before the permission sets that grant them. */
const order = ['CustomField', 'PermissionSet'];

/**
 * Makes the components real that are more than a file: fields and permission sets. Adds to a component what the org
 * refused about it. True for a field that was not there before, by full name.
 */
export function applyComponents(components: readonly Component[], org: Target): Set<string> {
  const created = new Set<string>();
  for (const type of order) {
    for (const component of components.filter(
      (one) => one.type === type && one.metadata && one.problems.length === 0,
    )) {
      try {
        if (type === 'PermissionSet') org.savePermissionSet(readPermissionSet(component.fullName, component.metadata!));
        else if (applyField(component, org)) created.add(component.fullName);
      } catch (error) {
        component.problems.push(refusal(error, component.metadata!));
      }
    }
  }
  return created;
}

/** The objects that a field of `Activity` lands on. */
export function objectOfField(fullName: string): string {
  const object = fullName.split('.')[0] ?? '';
  return object === 'Activity' ? 'Event' : object;
}

/** `Activity.Room__c` as the org names it: `Event.Room__c`. */
export function fieldOfComponent(fullName: string): string {
  return `${objectOfField(fullName)}.${fullName.split('.')[1] ?? ''}`;
}

function applyField({ fullName, metadata }: Component, org: Target): boolean {
  const object = org.object(objectOfField(fullName));
  if (!object) {
    const { line, column } = metadata!;
    throw new MetadataError({
      message: `Entity Enumeration Or ID: no object ${fullName.split('.')[0]} found`,
      line,
      column,
    });
  }
  const field = readField(metadata!);
  const before = object.fields.find(({ name }) => name.toLowerCase() === field.name.toLowerCase());
  if (before) org.changeField(object.name, field);
  else org.addField(object.name, field);
  return !before;
}

function refusal(error: unknown, metadata: XmlElement): Component['problems'][number] {
  if (error instanceof MetadataError) return problemOf(error);
  // The engine's refusals: an ApiError of an access rule, an Error that names what is wrong with a field.
  if (!(error instanceof ApiError) && !(error instanceof Error)) throw error;
  const culprit = deepest(metadata).find(
    ({ text }) => text !== '' && text.includes('__') && error.message.includes(text),
  );
  const { line, column } = culprit ?? metadata;
  return { message: error.message, line, column };
}

function deepest(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(deepest);
}
