import { referencesOf } from './checks/check-references.ts';
import { importsOfSource } from './checks/check-bundle.ts';
import type { StoredComponent } from './metadata-store.ts';
import { parseXml } from './xml-element.ts';

/** Something that would break: in Salesforce's words for its type, and its name. */
export interface Dependant {
  what: string;
  name: string;
}

/** How Salesforce's messages name the types. */
const WORDS: Record<string, string> = {
  ApexClass: 'Apex Class',
  CustomApplication: 'Custom App',
  CustomTab: 'Custom Tab',
  FlexiPage: 'Lightning Page',
  LightningComponentBundle: 'Lightning Web Component',
  NamedCredential: 'Named Credential',
};

/**
 * The components that refer to one. A permission set is none of them: what it grants of something goes with that thing, as
 * does a translation.
 */
export function dependantsOf(
  { type, fullName }: { type: string; fullName: string },
  components: readonly StoredComponent[],
): Dependant[] {
  return (
    components
      .filter((one) => one.type !== 'PermissionSet' && !(one.type === type && one.fullName === fullName))
      // Names are words; what else a package may call itself is found by nobody.
      .filter((one) => /^[\w.]+$/.test(fullName) && refersTo(one, type, fullName))
      .map((one) => ({ what: WORDS[one.type] ?? one.type, name: one.fullName }))
  );
}

function refersTo(component: StoredComponent, type: string, fullName: string): boolean {
  switch (component.type) {
    case 'ApexClass':
      return Object.entries(component.files).some(
        ([file, source]) => file.endsWith('.cls') && apexNames(source, type, fullName),
      );
    case 'LightningComponentBundle':
      return Object.entries(component.files).some(([file, source]) => bundleNames(file, source, type, fullName));
    // Words for something hold nothing of it fast; nor does a file, whatever is in it.
    case 'StaticResource':
    case 'Translations':
    case 'CustomObjectTranslation':
      return false;
    default:
      return Object.values(component.files).some((xml) =>
        referencesOf(component.type, parseXml(xml)).some((one) => one.type === type && one.name === fullName),
      );
  }
}

/** No Apex is compiled here: a name in the code is a use of it. One in a comment or a string is none, in Salesforce either. */
function apexNames(source: string, type: string, fullName: string): boolean {
  const code = source.replaceAll(/'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/|\/\/.*$/gm, ' ');
  if (type === 'ApexClass') return named(code, fullName);
  if (type === 'CustomField') return named(code, fullName.split('.')[1] ?? '');
  if (type === 'CustomLabel') return named(code, `(?:System\\.)?Label\\.(?:c\\.)?${fullName}`);
  return false;
}

function bundleNames(file: string, source: string, type: string, fullName: string): boolean {
  if (file.endsWith('.js')) {
    return importsOfSource(source, file).some((one) => one.type === type && one.fullName === fullName);
  }
  if (!file.endsWith('.html') || type !== 'LightningComponentBundle') return false;
  return named(source, `<c-${fullName.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

/** The name as a word of its own; Apex does not care about upper and lower case. */
function named(text: string, pattern: string): boolean {
  const start = /^\w/.test(pattern) ? '(?<!\\w)' : '';
  return new RegExp(`${start}${pattern}(?![\\w-])`, 'i').test(text);
}
