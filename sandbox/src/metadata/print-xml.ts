import { XMLBuilder } from 'fast-xml-parser';
import type { XmlElement } from './xml-element.ts';

const builder = new XMLBuilder({ preserveOrder: true, format: true, indentBy: '    ', ignoreAttributes: false });

/** A metadata file of these elements. */
export function printXml(root: string, parts: readonly XmlElement[]): string {
  const nodeOf = ({ name, text, children }: XmlElement): object => ({
    [name]: children.length > 0 ? children.map(nodeOf) : [{ '#text': text }],
  });
  const node = { [root]: parts.map(nodeOf), ':@': { '@_xmlns': 'http://soap.sforce.com/2006/04/metadata' } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build([node])).trim()}\n`;
}
