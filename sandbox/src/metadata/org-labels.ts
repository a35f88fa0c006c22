import { LABELS_FILE } from './component.ts';
import type { Component } from './component.ts';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { printXml } from './print-xml.ts';
import { children, parseXml, textOf, type XmlElement } from './xml-element.ts';

/**
 * The org's labels with those of a deploy added or replaced. A deploy brings labels whole (`CustomLabels`) or one by one
 * (`CustomLabel`), and leaves those alone that it does not name. Undefined when it brings none.
 */
export function mergeLabels(
  components: readonly Component[],
  store: MetadataStore,
  modifiedAt: string,
): StoredComponent | undefined {
  const brought = new Map(components.flatMap(labelsIn).map((label) => [nameOf(label), label]));
  if (brought.size === 0) return undefined;
  return labelsComponent([...new Map([...orgLabels(store), ...brought]).values()], modifiedAt);
}

/** The org's labels without some of them; undefined when none of them is there. */
export function labelsWithout(
  store: MetadataStore,
  isDeleted: (name: string) => boolean,
  modifiedAt: string,
): StoredComponent | undefined {
  const labels = [...orgLabels(store).values()];
  const kept = labels.filter((label) => !isDeleted(nameOf(label)));
  return kept.length === labels.length ? undefined : labelsComponent(kept, modifiedAt);
}

function labelsComponent(labels: readonly XmlElement[], modifiedAt: string): StoredComponent {
  const sorted = labels.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const files = { [LABELS_FILE]: printXml('CustomLabels', sorted) };
  return { type: 'CustomLabels', fullName: 'CustomLabels', files, modifiedAt };
}

/** The labels of the org by name. */
export function orgLabels(store: Pick<MetadataStore, 'ofType'>): Map<string, XmlElement> {
  const files = store.ofType('CustomLabels').flatMap((component) => Object.values(component.files));
  const labels = files.flatMap((xml) => children(parseXml(xml), 'labels'));
  return new Map(labels.map((label) => [nameOf(label), label]));
}

function labelsIn({ type, metadata }: Component): XmlElement[] {
  if (!metadata) return [];
  if (type === 'CustomLabel') return [metadata];
  return type === 'CustomLabels' ? children(metadata, 'labels') : [];
}

function nameOf(label: XmlElement): string {
  return textOf(label, 'fullName') ?? '';
}
