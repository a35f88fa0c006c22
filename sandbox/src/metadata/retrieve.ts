import { zipSync } from 'fflate';
import type { MetadataStore, StoredComponent } from './metadata-store.ts';
import { printXml } from './print-xml.ts';
import { children, parseXml, textOf, type XmlElement } from './xml-element.ts';

export interface RetrieveRequest {
  version: string;
  members: { type: string; fullName: string }[];
}

/** `FileProperties` of the Metadata API. */
export interface FileProperties {
  createdById: string;
  createdByName: string;
  createdDate: string;
  fileName: string;
  fullName: string;
  id: string;
  lastModifiedById: string;
  lastModifiedByName: string;
  lastModifiedDate: string;
  manageableState: 'unmanaged';
  type: string;
}

export interface RetrieveResult {
  id: string;
  done: true;
  status: 'Succeeded';
  success: true;
  fileProperties: FileProperties[];
  messages: { fileName: string; problem: string }[];
  /** Base64. */
  zipFile: string;
}

interface Frame {
  id: string;
  organizationId: string;
  now: string;
  user: { id: string; name: string };
}

/** What was deployed to the org, as a zip in metadata format. A member that is not there is told, and is no failure. */
export function retrieve(store: MetadataStore, { version, members }: RetrieveRequest, frame: Frame): RetrieveResult {
  const found: StoredComponent[] = [];
  const messages: RetrieveResult['messages'] = [];
  for (const { type, fullName } of members) {
    const components = fullName === '*' ? store.ofType(type) : [store.get(type, fullName)].filter((one) => !!one);
    found.push(...components);
    if (components.length > 0 || fullName === '*') continue;
    messages.push({ fileName: 'package.xml', problem: `Entity of type '${type}' named '${fullName}' cannot be found` });
  }
  const files = filesOf(found);
  files.set('package.xml', Buffer.from(manifestOf(found, version)));
  const zip = zipSync(Object.fromEntries([...files].map(([file, bytes]) => [`unpackaged/${file}`, bytes])));
  return {
    id: frame.id,
    done: true,
    status: 'Succeeded',
    success: true,
    fileProperties: found.flatMap((component) => propertiesOf(component, frame)),
    messages,
    zipFile: Buffer.from(zip).toString('base64'),
  };
}

/** What is listed of a component by listMetadata, and beside each file of a retrieve. */
export function propertiesOf(
  component: StoredComponent,
  { organizationId, user }: Omit<Frame, 'id' | 'now'>,
): FileProperties[] {
  const { type, fullName, files, modifiedAt } = component;
  return Object.keys(files).map((file) => ({
    createdById: user.id,
    createdByName: user.name,
    createdDate: modifiedAt,
    fileName: `unpackaged/${file}`,
    fullName,
    id: organizationId,
    lastModifiedById: user.id,
    lastModifiedByName: user.name,
    lastModifiedDate: modifiedAt,
    manageableState: 'unmanaged',
    type,
  }));
}

/** Fields are parts of one file of their object: it is put together of those that were asked for. */
export function filesOf(components: readonly StoredComponent[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const fields = new Map<string, XmlElement[]>();
  for (const { type, fullName, files: own } of components) {
    for (const [file, content] of Object.entries(own)) {
      if (type !== 'CustomField') {
        files.set(file, Buffer.from(content, /\.resource$/.test(file) ? 'base64' : 'utf8'));
        continue;
      }
      const name = fullName.split('.')[1];
      const field = children(parseXml(content), 'fields').find((one) => textOf(one, 'fullName') === name);
      if (field) fields.set(file, [...(fields.get(file) ?? []), field]);
    }
  }
  for (const [file, parts] of fields) files.set(file, Buffer.from(printXml('CustomObject', parts)));
  return files;
}

function manifestOf(components: readonly StoredComponent[], version: string): string {
  const types = Map.groupBy(components, ({ type }) => type);
  const element = (name: string, text: string): XmlElement => ({ name, text, children: [], line: 0, column: 0 });
  const parts = [...types].map(([type, ofType]) => ({
    ...element('types', ''),
    children: [...ofType.map(({ fullName }) => element('members', fullName)), element('name', type)],
  }));
  return printXml('Package', [...parts, element('version', version)]);
}
