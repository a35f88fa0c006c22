import type { OrgEngine } from '../org/types.ts';
import { objectOfField } from './apply-components.ts';
import type { MetadataStore } from './metadata-store.ts';

/** Takes away all that was deployed: permission sets with their assignments, fields with their values, components. */
export function uninstall(org: OrgEngine, store: MetadataStore): void {
  const components = store.all();
  for (const { type, fullName } of components) if (type === 'PermissionSet') org.removePermissionSet(fullName);
  for (const { type, fullName } of components) {
    const object = objectOfField(fullName);
    const name = fullName.split('.')[1] ?? '';
    if (type === 'CustomField' && org.object(object)?.fields.some((field) => field.name === name)) {
      org.removeField(object, name);
    }
  }
  store.change([], components);
}
