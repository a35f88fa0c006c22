import { languages } from '../../schema/locales.ts';
import type { Component } from '../component.ts';
import { readTranslationName } from '../object-translations.ts';
import { child, children } from '../xml-element.ts';
import type { Known } from './check-bundle.ts';

/** What an object's translation names that is not there: its language, a field. [K] The texts. */
export function checkObjectTranslation({ fullName, metadata }: Component, known: Known): Component['problems'] {
  if (!metadata) return [];
  const { line, column } = metadata;
  const { object, language } = readTranslationName(fullName) ?? {};
  if (object === undefined || !languages.some((one) => one.startsWith(`${language}=`))) {
    return [
      {
        message: `Invalid name for a translation: ${fullName}. It is <object>-<language>, as in Lead-de`,
        line,
        column,
      },
    ];
  }
  return children(metadata, 'fields').flatMap((field) => {
    const name = child(field, 'name');
    if (!name || known.has('CustomField', `${object}.${name.text}`)) return [];
    const message = `In field: name - no CustomField named ${object}.${name.text} found`;
    return [{ message, line: name.line, column: name.column }];
  });
}
