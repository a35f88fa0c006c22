import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const root = path.join(import.meta.dirname, '../../force-app/main/default');

type Xml = Record<string, unknown>;

const parser = new XMLParser({ parseTagValue: false });

/** Files of the package by their path in it. */
export function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).toSorted();
}

/** A file's text. */
export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** What is inside of a metadata file's root element. */
export function metadataOf(file: string): Xml {
  const [content] = Object.entries(parser.parse(textOf(file)) as Record<string, Xml>)
    .filter(([name]) => name !== '?xml')
    .map(([, value]) => value);
  return content ?? {};
}

/** The children of that name, however many there are. */
export function children(xml: Xml, name: string): Record<string, string>[] {
  const found = xml[name] ?? [];
  return (Array.isArray(found) ? found : [found]) as Record<string, string>[];
}

/** `tabs/Inlet_Bookings.tab-meta.xml` → `Inlet_Bookings`. */
export function namesIn(folder: string, suffix: string): string[] {
  return filesOf(`${folder}/*.${suffix}`).map((file) => path.posix.basename(file, `.${suffix}`));
}
