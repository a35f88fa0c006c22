/** Where metadata format keeps the components of a type, and how their files end. */
export interface MetadataFolder {
  folder: string;
  type: string;
  /** Without the dot. A bundle is a folder of files of any kind. */
  suffix: string;
  /** The content has a `-meta.xml` beside it. */
  hasMetaFile?: boolean;
  bundle?: boolean;
}

/** The types that this org takes; any other is refused by name. */
export const metadataFolders: readonly MetadataFolder[] = [
  { folder: 'applications', type: 'CustomApplication', suffix: 'app' },
  { folder: 'classes', type: 'ApexClass', suffix: 'cls', hasMetaFile: true },
  { folder: 'customPermissions', type: 'CustomPermission', suffix: 'customPermission' },
  { folder: 'externalCredentials', type: 'ExternalCredential', suffix: 'externalCredential' },
  { folder: 'flexipages', type: 'FlexiPage', suffix: 'flexipage' },
  { folder: 'labels', type: 'CustomLabels', suffix: 'labels' },
  { folder: 'lwc', type: 'LightningComponentBundle', suffix: 'js', bundle: true },
  { folder: 'namedCredentials', type: 'NamedCredential', suffix: 'namedCredential' },
  { folder: 'objectTranslations', type: 'CustomObjectTranslation', suffix: 'objectTranslation' },
  { folder: 'objects', type: 'CustomObject', suffix: 'object' },
  { folder: 'permissionsets', type: 'PermissionSet', suffix: 'permissionset' },
  { folder: 'staticresources', type: 'StaticResource', suffix: 'resource', hasMetaFile: true },
  { folder: 'tabs', type: 'CustomTab', suffix: 'tab' },
  { folder: 'translations', type: 'Translations', suffix: 'translation' },
];
