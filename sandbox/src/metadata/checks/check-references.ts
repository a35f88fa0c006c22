import type { Component } from '../component.ts';
import { children, type XmlElement } from '../xml-element.ts';
import type { Known } from './check-bundle.ts';

/** Where a component's metadata names others: the element (below the root, by path) and the type that it names. */
const references: Record<string, [path: string[], type: string][]> = {
  PermissionSet: [
    [['classAccesses', 'apexClass'], 'ApexClass'],
    [['customPermissions', 'name'], 'CustomPermission'],
    [['tabSettings', 'tab'], 'CustomTab'],
    [['applicationVisibilities', 'application'], 'CustomApplication'],
  ],
  CustomTab: [[['lwcComponent'], 'LightningComponentBundle']],
  CustomApplication: [[['tabs'], 'CustomTab']],
  FlexiPage: [
    [['flexiPageRegions', 'itemInstances', 'componentInstance', 'componentName'], 'LightningComponentBundle'],
  ],
  NamedCredential: [[['namedCredentialParameters', 'externalCredential'], 'ExternalCredential']],
  Translations: [
    [['customLabels', 'name'], 'CustomLabel'],
    [['customTabs', 'name'], 'CustomTab'],
    [['customApplications', 'name'], 'CustomApplication'],
  ],
};

/** What a component names that is neither in its package nor in the org. */
export function checkReferences({ type, metadata }: Component, known: Known): Component['problems'] {
  if (!metadata) return [];
  return referencesOf(type, metadata)
    .filter((one) => !isStandard(one.element.text, one.type) && !known.has(one.type, one.name))
    .map(({ type: referred, element: { name, text, line, column } }) => ({
      message: `In field: ${name} - no ${referred} named ${text} found`,
      line,
      column,
    }));
}

/** The components that a component's metadata names, and the element that names each. */
export function referencesOf(
  type: string,
  metadata: XmlElement,
): { type: string; name: string; element: XmlElement }[] {
  return (references[type] ?? []).flatMap(([path, referred]) =>
    elementsAt(metadata, path).map((element) => ({ type: referred, name: element.text.replace(/^c:/, ''), element })),
  );
}

function elementsAt(element: XmlElement, [first, ...rest]: string[]): XmlElement[] {
  if (first === undefined) return [element];
  return children(element, first).flatMap((one) => elementsAt(one, rest));
}

/** Tabs, apps and components that every org has: a component of ours is in the namespace `c`, or in none. */
function isStandard(name: string, type: string): boolean {
  if (type === 'LightningComponentBundle') return name.includes(':') && !name.startsWith('c:');
  return (type === 'CustomTab' || type === 'CustomApplication') && /^standard(?:-|__)/.test(name);
}
