import type { MetadataStore } from '../../metadata/metadata-store.ts';

/** InletVersion.VALUE of the class that is deployed; empty without it. */
export function packageVersionOf(store: MetadataStore): string {
  const source = store.get('ApexClass', 'InletVersion')?.files['classes/InletVersion.cls'] ?? '';
  return /VALUE\s*=\s*'([^']*)'/.exec(source)?.[1] ?? '';
}
