import type { StoredComponent } from './metadata-store.ts';
import { printXml } from './print-xml.ts';
import { parseXml, textOf, type XmlElement } from './xml-element.ts';

/** Where a permission set names what it grants. */
const GRANTS: [element: string, key: string, type: string][] = [
  ['applicationVisibilities', 'application', 'CustomApplication'],
  ['classAccesses', 'apexClass', 'ApexClass'],
  ['customPermissions', 'name', 'CustomPermission'],
  ['fieldPermissions', 'field', 'CustomField'],
  ['tabSettings', 'tab', 'CustomTab'],
];

/** A permission set without what it granted of deleted components; undefined where it granted nothing of them. */
export function withoutGrantsOf(
  set: StoredComponent,
  deleted: readonly { type: string; fullName: string }[],
  modifiedAt: string,
): { component: StoredComponent; metadata: XmlElement } | undefined {
  const [file, xml] = Object.entries(set.files)[0]!;
  const root = parseXml(xml);
  const kept = root.children.filter((element) => !grantsOf(element, deleted));
  if (kept.length === root.children.length) return undefined;
  const component = { ...set, files: { [file]: printXml(root.name, kept) }, modifiedAt };
  return { component, metadata: { ...root, children: kept } };
}

function grantsOf(element: XmlElement, deleted: readonly { type: string; fullName: string }[]): boolean {
  return GRANTS.some(([name, key, type]) => {
    if (element.name !== name) return false;
    const granted = textOf(element, key) ?? '';
    return deleted.some((one) => one.type === type && namesOf(one).includes(granted));
  });
}

/** A field of Activity is granted as Event's and as Task's. */
function namesOf({ type, fullName }: { type: string; fullName: string }): string[] {
  const [object, name] = fullName.split('.');
  return type === 'CustomField' && object === 'Activity' ? [`Event.${name}`, `Task.${name}`] : [fullName];
}
