import { zipSync } from 'fflate';

const xmlns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A zip in metadata format of these files; package.xml names `members`, by type. */
export function zipOf(members: Record<string, string[]>, files: Record<string, string | Uint8Array>): Buffer {
  const types = Object.entries(members)
    .map(
      ([type, names]) =>
        `<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
    )
    .join('');
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><Package ${xmlns}>${types}<version>66.0</version></Package>`;
  const all = Object.entries({ 'package.xml': manifest, ...files });
  return Buffer.from(zipSync(Object.fromEntries(all.map(([file, content]) => [file, Buffer.from(content)]))));
}

export const object = (...fields: string[]) => `<CustomObject ${xmlns}>\n${fields.join('\n')}\n</CustomObject>`;
export const textField = (name: string, more = '') =>
  `<fields><fullName>${name}</fullName><label>${name}</label><length>20</length><type>Text</type>${more}</fields>`;
export const permissionSet = (...parts: string[]) =>
  `<PermissionSet ${xmlns}>\n${parts.join('\n')}\n<label>Test set</label>\n</PermissionSet>`;
export const grant = (field: string) =>
  `<fieldPermissions><editable>true</editable>\n<field>${field}</field><readable>true</readable></fieldPermissions>`;
export const classMeta = `<ApexClass ${xmlns}><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>`;
export const bundleMeta = `<LightningComponentBundle ${xmlns}><apiVersion>66.0</apiVersion><isExposed>true</isExposed></LightningComponentBundle>`;

/** One of each kind: a field, the set that grants it, a class, a component that uses the class and a label. */
export function goodPackage(): Buffer {
  return zipOf(
    {
      CustomField: ['Lead.Shoe_Size__c'],
      PermissionSet: ['Shoes'],
      ApexClass: ['Shoes'],
      CustomLabels: ['CustomLabels'],
      LightningComponentBundle: ['shoes'],
    },
    {
      'objects/Lead.object': object(textField('Shoe_Size__c')),
      'permissionsets/Shoes.permissionset': permissionSet(grant('Lead.Shoe_Size__c')),
      'classes/Shoes.cls': 'public with sharing class Shoes {\n  public static String size() { return null; }\n}',
      'classes/Shoes.cls-meta.xml': classMeta,
      'labels/CustomLabels.labels': `<CustomLabels ${xmlns}><labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>Hello</shortDescription><value>Hello</value></labels></CustomLabels>`,
      'lwc/shoes/shoes.js': goodComponent,
      'lwc/shoes/shoes.html': '<template><p>{label}</p></template>',
      'lwc/shoes/shoes.js-meta.xml': bundleMeta,
    },
  );
}

export const goodComponent = `import { LightningElement } from 'lwc';
import label from '@salesforce/label/c.Hello';
import size from '@salesforce/apex/Shoes.size';
export default class Shoes extends LightningElement {
  label = label;
  connectedCallback() { size(); }
}
`;
