import type { PermissionSetDefinition } from '../org/access/permission-set.ts';
import { children, isTrue, textOf, type XmlElement } from './xml-element.ts';

/** What a PermissionSet file grants. */
export function readPermissionSet(name: string, root: XmlElement): PermissionSetDefinition {
  const granted = (element: string, key: string) =>
    children(root, element)
      .filter((one) => isTrue(one, 'enabled'))
      .map((one) => textOf(one, key) ?? '');
  return {
    name,
    label: textOf(root, 'label') ?? name,
    userPermissions: granted('userPermissions', 'name'),
    objectPermissions: children(root, 'objectPermissions').map((one) => ({
      object: textOf(one, 'object') ?? '',
      create: isTrue(one, 'allowCreate'),
      read: isTrue(one, 'allowRead'),
      edit: isTrue(one, 'allowEdit'),
      delete: isTrue(one, 'allowDelete'),
      viewAll: isTrue(one, 'viewAllRecords'),
      modifyAll: isTrue(one, 'modifyAllRecords'),
    })),
    fieldPermissions: children(root, 'fieldPermissions').map((one) => ({
      field: textOf(one, 'field') ?? '',
      readable: isTrue(one, 'readable'),
      editable: isTrue(one, 'editable'),
    })),
    customPermissions: granted('customPermissions', 'name'),
    classAccesses: granted('classAccesses', 'apexClass'),
    tabSettings: children(root, 'tabSettings').map((one) => ({
      tab: textOf(one, 'tab') ?? '',
      visibility: visibilityOf(textOf(one, 'visibility')),
    })),
    applications: children(root, 'applicationVisibilities')
      .filter((one) => isTrue(one, 'visible'))
      .map((one) => textOf(one, 'application') ?? ''),
    externalCredentialPrincipals: granted('externalCredentialPrincipalAccesses', 'externalCredentialPrincipal'),
  };
}

function visibilityOf(text: string | undefined): 'Available' | 'Visible' | 'None' {
  return text === 'Visible' || text === 'Available' ? text : 'None';
}
