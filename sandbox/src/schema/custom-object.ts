import { auditFields, lastActivityDate, viewedFields } from './common-fields.ts';
import { checkbox, id, lookup, text } from './field.ts';
import { layoutResources, scope, sobject } from './sobject.ts';
import { filledByDefault, idLookup, nameField, system } from './traits.ts';
import type { NewObject, SObjectType } from './types.ts';

/** The object that an admin's words make, without custom fields yet. Throws an Error that names what is wrong. */
export function customObject({ name, label, labelPlural, autoNumber }: NewObject, keyPrefix: string): SObjectType {
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(name) || name.length > 43) {
    throw new Error(
      `"${name}" is no name of a custom object: it must end in __c and hold, before that, at most 40 letters, digits ` +
        'and single underscores, beginning with a letter.',
    );
  }
  const words = label ?? name.slice(0, -'__c'.length).replaceAll('_', ' ');
  const plural = labelPlural ?? `${words}s`;
  const named =
    autoNumber === undefined
      ? text('Name', `${words} Name`, 80, { permissionable: false }, nameField, idLookup)
      : text('Name', `${words} Number`, 80, system, nameField, idLookup, { autoNumber: true });
  return sobject({
    ...{ name, label: words, labelPlural: plural, keyPrefix, custom: true },
    ...{ feedEnabled: false, searchable: true, resources: layoutResources },
    scopes: [scope('everything', `All ${plural}`), scope('mine', `My ${plural}`)],
    fields: [
      id('Record ID'),
      lookup('OwnerId', 'Owner ID', 'Owner', ['Group', 'User'], filledByDefault),
      checkbox('IsDeleted', 'Deleted', system),
      named,
      ...auditFields(),
      lastActivityDate(),
      ...viewedFields(),
    ],
  });
}
