import type { Field, SObjectType } from '../schema/types.ts';
import type { MetadataStore } from './metadata-store.ts';
import { children, parseXml, textOf, type XmlElement } from './xml-element.ts';

/** Custom fields of Event and Task are Activity's, and so are their translations. [K] */
const ACTIVITIES = ['Event', 'Task'];

/** The object and the language of a translation's name, `Activity-de`; undefined for another name. */
export function readTranslationName(fullName: string): { object: string; language: string } | undefined {
  const [, object, language] = /^(\w+)-([a-z]{2,3}(?:_[A-Z]{2})?)$/.exec(fullName) ?? [];
  return object === undefined || language === undefined ? undefined : { object, language };
}

/** An object as a user of that language sees it: labels, help texts and picklist labels, where they are translated. */
export function translateObject(type: SObjectType, store: MetadataStore, language: string): SObjectType {
  const owners = ACTIVITIES.includes(type.name) ? ['Activity', type.name] : [type.name];
  const translations = new Map(
    owners.flatMap((owner) => fieldsIn(store, `${owner}-${language}`)).map((field) => [textOf(field, 'name'), field]),
  );
  if (translations.size === 0) return type;
  return {
    ...type,
    fields: type.fields.map((field) => {
      const words = translations.get(field.name);
      return words ? translateField(field, words) : field;
    }),
  };
}

function fieldsIn(store: MetadataStore, fullName: string): XmlElement[] {
  const files = Object.values(store.get('CustomObjectTranslation', fullName)?.files ?? {});
  return files.flatMap((xml) => children(parseXml(xml), 'fields'));
}

/** An empty translation is none: the label stays as it was written. */
function translateField(field: Field, words: XmlElement): Field {
  const choices = new Map(
    children(words, 'picklistValues').map((value) => [textOf(value, 'masterLabel'), textOf(value, 'translation')]),
  );
  return {
    ...field,
    label: textOf(words, 'label') || field.label,
    inlineHelpText: textOf(words, 'help') || field.inlineHelpText,
    picklistValues: field.picklistValues.map((value) => ({ ...value, label: choices.get(value.label) || value.label })),
  };
}
