import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MetadataProblem } from '../metadata-problem.ts';
import type { XmlElement } from '../xml-element.ts';

/** What a metadata file may hold, by the WSDL of the Metadata API; `metadata-types.json`. */
export interface MetadataTypes {
  /** Type by element: `string`, `FieldType?` may be missing, `FilterItem[]` may come any number of times. */
  structures: Record<string, Record<string, string>>;
  enums: Record<string, string[]>;
}

/** Generated: scripts/package/write-metadata-types.ts. */
export const metadataTypesFile = path.join(import.meta.dirname, '../metadata-types.json');

let types: MetadataTypes | undefined;

/**
 * Where an element is not what its type in the Metadata API allows: unknown, repeated or missing elements, values that
 * are no number, boolean or member of the enum. [K] The texts.
 */
export function checkStructure(type: string, element: XmlElement): MetadataProblem[] {
  types ??= JSON.parse(readFileSync(metadataTypesFile, 'utf8')) as MetadataTypes;
  const structure = types.structures[type];
  if (!structure) return checkValue(type, element, types);
  const seen = new Set<string>();
  const inside = element.children.flatMap((one) => {
    const declared = Object.hasOwn(structure, one.name) ? structure[one.name] : undefined;
    if (declared === undefined)
      return [problem(one, `Element ${NAMESPACE}${one.name} invalid at this location in type ${type}`)];
    if (seen.has(one.name) && !declared.endsWith('[]')) {
      return [problem(one, `Element ${NAMESPACE}${one.name} is duplicated at this location in type ${type}`)];
    }
    seen.add(one.name);
    return checkStructure(declared.replace(/\?$|\[\]$/, ''), one);
  });
  const missing = Object.entries(structure)
    .filter(([name, declared]) => !/\?$|\[\]$/.test(declared) && !seen.has(name))
    .map(([name]) => problem(element, `Required field is missing: ${name}`));
  const text = element.text === '' ? [] : [problem(element, `Unexpected text "${element.text}" in type ${type}`)];
  return [...inside, ...missing, ...text];
}

const NAMESPACE = '{http://soap.sforce.com/2006/04/metadata}';

function checkValue(type: string, element: XmlElement, { enums }: MetadataTypes): MetadataProblem[] {
  if (type === 'any') return [];
  const [nested] = element.children;
  if (nested) return [problem(nested, `Element ${NAMESPACE}${nested.name} invalid at this location in type ${type}`)];
  const { text } = element;
  const values = enums[type];
  if (values)
    return values.includes(text) ? [] : [problem(element, `'${text}' is not a valid value for the enum '${type}'`)];
  const isValid =
    type === 'boolean'
      ? ['true', 'false', '1', '0'].includes(text)
      : type !== 'number' || /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
  return isValid
    ? []
    : [problem(element, `'${text}' is not a valid value for the type xsd:${type === 'number' ? 'double' : type}`)];
}

function problem({ line, column }: XmlElement, message: string): MetadataProblem {
  return { message, line, column };
}
