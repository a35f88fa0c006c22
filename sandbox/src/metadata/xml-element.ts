import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MetadataError } from './metadata-problem.ts';

/** One element of a metadata file, with its place in it (from 1). */
export interface XmlElement {
  name: string;
  /** Its text, blanks around it removed; empty for an element with children. */
  text: string;
  children: XmlElement[];
  line: number;
  column: number;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  captureMetaData: true,
  htmlEntities: true,
});
const PLACE = XMLParser.getMetaDataSymbol() as unknown as string;

type Node = Record<string, unknown> & { [PLACE: string]: unknown };

/** The root element of a metadata file. Throws MetadataError with the place for what is no well-formed XML. */
export function parseXml(xml: string): XmlElement {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { msg, line, col } = valid.err;
    throw new MetadataError({ message: `Error parsing file: ${msg}`, line, column: col });
  }
  const root = elementsOf(parsed(xml), xml)[0];
  if (!root) throw new MetadataError({ message: 'Error parsing file: the file has no element', line: 1, column: 1 });
  return root;
}

/** The parser also refuses what would be a danger to it: entities that grow, names that JavaScript reserves. */
function parsed(xml: string): Node[] {
  try {
    return parser.parse(xml) as Node[];
  } catch (error) {
    throw new MetadataError({ message: `Error parsing file: ${(error as Error).message}`, line: 1, column: 1 });
  }
}

export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

export function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((one) => one.name === name);
}

/** The text of a child; undefined where there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return child(element, name)?.text;
}

export function isTrue(element: XmlElement, name: string): boolean {
  return textOf(element, name) === 'true';
}

function elementsOf(nodes: readonly Node[], xml: string): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
    if (name === undefined) return [];
    const inner = node[name] as Node[];
    const start = (node[PLACE] as { startIndex?: number } | undefined)?.startIndex ?? 0;
    const before = xml.slice(0, start);
    return [
      {
        name,
        text: inner
          .map((one) => (typeof one['#text'] === 'string' ? one['#text'] : ''))
          .join('')
          .trim(),
        children: elementsOf(inner, xml),
        line: before.split('\n').length,
        column: start - before.lastIndexOf('\n'),
      },
    ];
  });
}
