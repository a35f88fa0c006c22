import { XMLParser } from 'fast-xml-parser';
import type { MetadataStore, StoredComponent } from '../metadata/metadata-store.ts';

export interface InstalledApp {
  label: string;
  tabs: { name: string; label: string; component: string }[];
  labels: Record<string, string>;
  recordComponents: Record<string, string[]>;
}

/** The component that the package brings for the record pages of people, where it is deployed. */
const RECORD_COMPONENT = 'inletCustomerBookings';
const PEOPLE = ['Lead', 'Contact'];

const parser = new XMLParser({
  parseTagValue: false,
  processEntities: true,
  htmlEntities: true,
  isArray: (name) => ['tabs', 'labels', 'customLabels', 'customTabs'].includes(name),
});

interface Translated {
  name: string;
  label?: string;
}

/** The deployed app with its tabs, in words of a language; undefined when no such app is deployed. */
export function installedApp(store: MetadataStore, name: string, language: string): InstalledApp | undefined {
  const app = read(store.get('CustomApplication', name));
  if (!app) return undefined;
  const words = read(store.get('Translations', language)) ?? {};
  const tabNames = new Map(((words['customTabs'] ?? []) as Translated[]).map(({ name: tab, label }) => [tab, label]));
  const tabs = ((app['tabs'] ?? []) as string[]).flatMap((tab) => {
    const definition = read(store.get('CustomTab', tab));
    if (!definition?.['lwcComponent']) return [];
    return [
      {
        name: tab,
        label: tabNames.get(tab) || String(definition['label'] ?? tab),
        component: String(definition['lwcComponent']),
      },
    ];
  });
  const hasRecordComponent = store.get('LightningComponentBundle', RECORD_COMPONENT) !== undefined;
  return {
    label: String(app['label'] ?? name),
    tabs,
    labels: customLabels(store, language),
    recordComponents: hasRecordComponent
      ? Object.fromEntries(PEOPLE.map((object) => [object, [RECORD_COMPONENT]]))
      : {},
  };
}

/** Custom labels by `c.<name>`: translated where there is a translation, else as they were written. */
export function customLabels(store: MetadataStore, language: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const component of store.ofType('CustomLabels')) {
    const own = (read(component)?.['labels'] ?? []) as { fullName: string; value?: string }[];
    for (const { fullName, value } of own) labels[`c.${fullName}`] = value ?? '';
  }
  const translated = (read(store.get('Translations', language))?.['customLabels'] ?? []) as Translated[];
  for (const { name, label } of translated) if (label) labels[`c.${name}`] = label;
  return labels;
}

/** The content of the component's one XML file. */
function read(component: StoredComponent | undefined): Record<string, unknown> | undefined {
  const [xml] = Object.values(component?.files ?? {});
  if (xml === undefined) return undefined;
  const document = parser.parse(xml) as Record<string, unknown>;
  const root = Object.entries(document).find(([name]) => !name.startsWith('?'))?.[1];
  return typeof root === 'object' && root !== null ? (root as Record<string, unknown>) : {};
}
