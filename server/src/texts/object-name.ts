import { text, type TextParam } from './text.ts';

/** How an object is called to people: by its API name, which is how Salesforce calls it in English, but for the one that has none. */
export function objectName(object: string): TextParam {
  return object === 'PersonAccount' ? text('object.personAccount') : object;
}
