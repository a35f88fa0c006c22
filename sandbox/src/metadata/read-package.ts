import { unzipSync } from 'fflate';
import { children, parseXml, textOf } from './xml-element.ts';

/** A package in metadata format, as it comes in the zip of a deploy. */
export interface MetadataPackage {
  /** API version of package.xml, `66.0`. */
  version: string;
  /** What package.xml says the package is made of. */
  members: { type: string; fullName: string }[];
  /** What is deleted before the rest is deployed, and after it. */
  deletions: { before: Deletion[]; after: Deletion[] };
  /** Contents by path below package.xml. */
  files: Map<string, Buffer>;
}

/** A component that a manifest of deletions names. */
export interface Deletion {
  type: string;
  fullName: string;
  /** `destructiveChangesPost.xml` */
  manifest: string;
}

/** The zip is not what a deploy takes: the deploy as a whole fails. */
export class InvalidPackage extends Error {}

/** More than a package of metadata ever unpacks to: a zip may promise terabytes. */
const mostBytes = 400 * 1024 * 1024;

/** Reads the zip of a deploy; package.xml may lie in a folder of its own. Throws InvalidPackage. */
export function readPackage(zip: Uint8Array): MetadataPackage {
  const files = unzip(zip);
  const manifest = [...files.keys()].find((file) => /^(?:[^/]+\/)?package\.xml$/.test(file));
  if (manifest === undefined) {
    throw new InvalidPackage('No package.xml found');
  }
  const folder = manifest.slice(0, -'package.xml'.length);
  const inside = new Map(
    [...files].flatMap(([file, bytes]) =>
      file.startsWith(folder) ? [[file.slice(folder.length), bytes] as const] : [],
    ),
  );
  const { version, members } = readManifest(files.get(manifest)!.toString());
  inside.delete('package.xml');
  // Without more in its name it is carried out first (Metadata API guide, "Deleting Components").
  const before = ['destructiveChanges.xml', 'destructiveChangesPre.xml'].flatMap((name) => takeDeletions(inside, name));
  const after = takeDeletions(inside, 'destructiveChangesPost.xml');
  return { version, members, deletions: { before, after }, files: inside };
}

function takeDeletions(files: Map<string, Buffer>, manifest: string): Deletion[] {
  const bytes = files.get(manifest);
  if (!bytes) return [];
  files.delete(manifest);
  return readManifest(bytes.toString(), manifest).members.map((member) => ({ ...member, manifest }));
}

/** Reads a package.xml. Throws InvalidPackage. */
export function readManifest(xml: string, file = 'package.xml'): Pick<MetadataPackage, 'version' | 'members'> {
  try {
    const root = parseXml(xml);
    const members = children(root, 'types').flatMap((types) =>
      children(types, 'members').map(({ text }) => ({ type: textOf(types, 'name') ?? '', fullName: text })),
    );
    return { version: textOf(root, 'version') ?? '66.0', members };
  } catch (error) {
    throw new InvalidPackage(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function unzip(zip: Uint8Array): Map<string, Buffer> {
  let bytes = 0;
  const filter = ({ originalSize }: { originalSize: number }) => {
    bytes += originalSize;
    if (bytes > mostBytes)
      throw new InvalidPackage('Maximum size of request reached. Maximum size of request is 400 MB unzipped.');
    return true;
  };
  try {
    return new Map(
      Object.entries(unzipSync(zip, { filter })).flatMap(([file, content]) =>
        file.endsWith('/') ? [] : [[file, Buffer.from(content)] as const],
      ),
    );
  } catch (error) {
    if (error instanceof InvalidPackage) throw error;
    throw new InvalidPackage(`The zip cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
