import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { Member } from './package-xml.ts';

interface Part {
  file: string;
  xml: string;
}

/** What an object's folder may hold, and what it is inside of the composed file. */
const children: Record<string, { element: string; type: string }> = {
  fields: { element: 'fields', type: 'CustomField' },
  listViews: { element: 'listViews', type: 'ListView' },
  validationRules: { element: 'validationRules', type: 'ValidationRule' },
  recordTypes: { element: 'recordTypes', type: 'RecordType' },
  compactLayouts: { element: 'compactLayouts', type: 'CompactLayout' },
  webLinks: { element: 'webLinks', type: 'WebLink' },
};

// Text and entities pass through untouched: what was written is what is deployed.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
});
const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  processEntities: false,
  format: true,
  indentBy: '    ',
});

type Node = Record<string, unknown>;

/**
 * One `.objectTranslation` of its own file and one file a field: the fields last, as the sf CLI puts them. They are no
 * members of their own.
 */
export function composeObjectTranslation(parts: readonly Part[]): string {
  const isField = ({ file }: Part) => file.endsWith('.fieldTranslation-meta.xml');
  return print('CustomObjectTranslation', [
    ...parts.filter((part) => !isField(part)).flatMap(({ file, xml }) => childrenOfRoot(file, xml)),
    ...parts.filter(isField).map(({ file, xml }) => ({ fields: childrenOfRoot(file, xml) })),
  ]);
}

/** One `.object` of the parts that source format keeps apart, and the members that it stands for. */
export function composeObject(name: string, parts: readonly Part[]): { xml: string; members: Member[] } {
  const content: Node[] = [];
  const members: Member[] = [];
  for (const { file, xml } of parts) {
    const [, , folder = '', child] = file.split('/');
    const inner = childrenOfRoot(file, xml);
    if (child === undefined) {
      content.unshift(...inner);
      members.push({ type: 'CustomObject', name });
      continue;
    }
    const kind = children[folder];
    if (!kind) throw new Error(`${file}: scripts/package does not know ${folder} of an object.`);
    content.push({ [kind.element]: inner });
    members.push({ type: kind.type, name: `${name}.${child.split('.')[0]}` });
  }
  return { xml: print('CustomObject', content), members };
}

function print(name: string, content: Node[]): string {
  const root = { [name]: content, ':@': { '@_xmlns': 'http://soap.sforce.com/2006/04/metadata' } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build([root])).trim()}\n`;
}

function childrenOfRoot(file: string, xml: string): Node[] {
  let nodes: Node[];
  try {
    nodes = parser.parse(xml, true) as Node[];
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
  const root = nodes.find((node) => Object.keys(node).some((key) => key !== ':@' && !key.startsWith('#')));
  const [tag = ''] = Object.keys(root ?? {}).filter((key) => key !== ':@');
  return (root?.[tag] ?? []) as Node[];
}
