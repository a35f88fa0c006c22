import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of an installed package. */
export function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(path.join(folder, name, 'package.json'))) return path.join(folder, name);
  }
  throw new Error(`The package ${name} is not installed: run npm ci.`);
}

export function packageVersion(name: string): string {
  return (JSON.parse(readFileSync(path.join(packageFolder(name), 'package.json'), 'utf8')) as { version: string })
    .version;
}

export const baseComponents = packageFolder('lightning-base-components');
export const designSystem = packageFolder('@salesforce-ux/design-system');
export const clientFolder = path.join(import.meta.dirname, '../client');

/** What the base components import of the platform, by name, where their package brings a value for it. */
export function scopedImports(): Map<string, string> {
  const manifest = JSON.parse(readFileSync(path.join(baseComponents, 'package.json'), 'utf8')) as {
    lwc: { modules: { name?: string; path?: string }[] };
  };
  return new Map(
    manifest.lwc.modules.flatMap(({ name, path: file }) =>
      name && file ? [[name, path.join(baseComponents, file)] as const] : [],
    ),
  );
}
