import { writeFileSync } from 'node:fs';
import { metadataTypesFile } from '../../sandbox/src/metadata/checks/check-structure.ts';
import { compileMetadataTypes } from './compile-metadata-types.ts';

/** `node scripts/package/write-metadata-types.ts`: after a new version of `@salesforce/types`, or a new type of metadata. */
writeFileSync(metadataTypesFile, compileMetadataTypes());
console.log(`Wrote ${metadataTypesFile}.`);
