import { unzipSync } from 'fflate';
import type { Component } from '../component.ts';
import { child, type XmlElement } from '../xml-element.ts';

/** 5 MB a resource (Salesforce Developer Limits, "Static Resources"). */
const MOST_BYTES = 5 * 1024 * 1024;

/** Whether a static resource has content that Salesforce would keep. [K] The texts. */
export function checkStaticResource({ file, files, fullName, metadata }: Component): Component['problems'] {
  const content = files.get(file);
  if (!content) return [{ message: `Metadata file does not exist: ${file}` }];
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(fullName)) {
    return [{ message: `Invalid fullName: ${fullName}: a name begins with a letter and holds letters, digits and _.` }];
  }
  if (content.length > MOST_BYTES) {
    return [{ message: `Maximum size of a static resource is 5 MB: this one has ${content.length} bytes.` }];
  }
  const contentType = metadata && child(metadata, 'contentType');
  if (contentType?.text === 'application/zip' && !isZip(content)) return [notOfItsType(contentType, fullName, file)];
  return [];
}

function isZip(content: Buffer): boolean {
  try {
    unzipSync(content, { filter: () => false });
    return true;
  } catch {
    return false;
  }
}

function notOfItsType({ text, line, column }: XmlElement, name: string, file: string): Component['problems'][number] {
  return { message: `${name} is no ${text}`, file: `${file}-meta.xml`, line, column };
}
