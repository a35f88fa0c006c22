import { metadataFolders, type MetadataFolder } from './metadata-folders.ts';
import type { MetadataProblem } from './metadata-problem.ts';
import { MetadataError } from './metadata-problem.ts';
import type { MetadataPackage } from './read-package.ts';
import { children, parseXml, textOf, type XmlElement } from './xml-element.ts';

/** One component of a package, read as far as its files can be. */
export interface Component {
  type: string;
  fullName: string;
  /** The file that stands for it in messages, by its path in the package. */
  file: string;
  /** All its files. */
  files: Map<string, Buffer>;
  /** The metadata: of the component itself, of its `-meta.xml`, or the element inside of its object. */
  metadata?: XmlElement;
  problems: (MetadataProblem & { file?: string })[];
}

/** Members of a package that live inside of another component's file: which file, which element of it, its name there. */
const parts: Record<string, { element: string; place(fullName: string): { file: string; name: string } }> = {
  CustomField: {
    element: 'fields',
    place: (fullName) => {
      const [object = '', name = ''] = fullName.split('.');
      return { file: `objects/${object}.object`, name };
    },
  },
  CustomLabel: { element: 'labels', place: (name) => ({ file: LABELS_FILE, name }) },
};

/** The file of a component in metadata format; undefined for a type that this org does not take. */
export function componentPlace(type: string, fullName: string): string | undefined {
  const part = parts[type];
  if (part) return part.place(fullName).file;
  const folder = metadataFolders.find((one) => one.type === type);
  if (!folder) return undefined;
  return folder.bundle
    ? `${folder.folder}/${fullName}/${fullName}.${folder.suffix}`
    : `${folder.folder}/${fullName}.${folder.suffix}`;
}

/** All labels of an org are in one file, however many files they were written in. */
export const LABELS_FILE = 'labels/CustomLabels.labels';

/**
 * The components that package.xml names. One without files, of a type that is unknown here, or whose XML cannot be read,
 * comes with the problem.
 */
export function componentsOf({ members, files }: MetadataPackage): Component[] {
  const read = readOnce(files);
  return members.flatMap(({ type, fullName }) => {
    if (type in parts) return fullName === '*' ? [] : [partComponent(type, fullName, read)];
    const folder = metadataFolders.find((one) => one.type === type);
    if (!folder) {
      const message = `Unknown type name '${type}' specified in package.xml`;
      return [{ type, fullName, file: 'package.xml', files: new Map(), problems: [{ message }] }];
    }
    const names = fullName === '*' ? namesIn(folder, files) : [fullName];
    return names.flatMap((name) => {
      const component = componentNamed(folder, name, files);
      return [component, ...(type === 'CustomObject' ? fieldsInside(component) : [])];
    });
  });
}

function namesIn(folder: MetadataFolder, files: ReadonlyMap<string, Buffer>): string[] {
  const inside = [...files.keys()].flatMap((file) => (file.startsWith(`${folder.folder}/`) ? [file.split('/')] : []));
  const names = folder.bundle
    ? inside.map((parts) => parts[1]!)
    : inside.flatMap((parts) =>
        parts[1]!.endsWith(`.${folder.suffix}`) ? [parts[1]!.slice(0, -folder.suffix.length - 1)] : [],
      );
  return [...new Set(names)];
}

function componentNamed(folder: MetadataFolder, name: string, files: ReadonlyMap<string, Buffer>): Component {
  const stem = `${folder.folder}/${name}`;
  const main = folder.bundle ? `${stem}/${name}.${folder.suffix}` : `${stem}.${folder.suffix}`;
  const own = new Map(
    [...files].filter(([file]) =>
      folder.bundle ? file.startsWith(`${stem}/`) : file === main || file === `${main}-meta.xml`,
    ),
  );
  const component: Component = { type: folder.type, fullName: name, file: main, files: own, problems: [] };
  if (own.size === 0) {
    const message = `An object '${name}' of type ${folder.type} was named in package.xml, but was not found in zipped directory`;
    return { ...component, file: 'package.xml', problems: [{ message }] };
  }
  const metaFile = folder.bundle || folder.hasMetaFile ? `${main}-meta.xml` : main;
  const xml = own.get(metaFile);
  if (!xml) {
    component.problems.push({ message: `Metadata file does not exist: ${metaFile}` });
    return component;
  }
  try {
    component.metadata = parseXml(xml.toString());
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    component.problems.push({ ...problemOf(error), file: metaFile });
  }
  return component;
}

type ReadFile = (file: string) => { bytes: Buffer; root: XmlElement } | undefined;

/** Files hold many parts each, and are parsed once. The reader throws MetadataError for what is no XML. */
function readOnce(files: ReadonlyMap<string, Buffer>): ReadFile {
  const roots = new Map<string, XmlElement>();
  return (file) => {
    const bytes = files.get(file);
    if (!bytes) return undefined;
    const root = roots.get(file) ?? parseXml(bytes.toString());
    roots.set(file, root);
    return { bytes, root };
  };
}

function partComponent(type: string, fullName: string, read: ReadFile): Component {
  const { element, place } = parts[type]!;
  const { file, name } = place(fullName);
  const component: Component = { type, fullName, file, files: new Map(), problems: [] };
  try {
    const whole = read(file);
    const metadata = whole && children(whole.root, element).find((one) => textOf(one, 'fullName') === name);
    if (metadata) return { ...component, files: new Map([[file, whole.bytes]]), metadata };
    const message = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
    component.problems.push({ message });
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    component.problems.push(problemOf(error));
  }
  return component;
}

/** An object that comes whole brings its fields. */
function fieldsInside(object: Component): Component[] {
  if (!object.metadata) return [];
  return children(object.metadata, 'fields').map((metadata) => ({
    type: 'CustomField',
    fullName: `${object.fullName}.${textOf(metadata, 'fullName') ?? ''}`,
    file: object.file,
    files: new Map<string, Buffer>(),
    metadata,
    problems: [],
  }));
}

export function problemOf(error: MetadataError): MetadataProblem {
  return {
    message: error.message,
    ...(error.line === undefined ? {} : { line: error.line }),
    ...(error.column === undefined ? {} : { column: error.column }),
  };
}
