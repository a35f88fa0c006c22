import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import lwcPlugin from '@lwc/rollup-plugin';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { iconsInUse } from './icon-templates.ts';
import { clientFolder, packageFolder } from './module-folders.ts';
import { resolveModules } from './resolve-modules.ts';

export interface BundleInput {
  /** Where the files go: it is there when they are complete, and not before. */
  directory: string;
  /** Texts by `<component>/<file>`. */
  sources: Record<string, string>;
  /** The components that a page shows by name. */
  exposed: string[];
}

/** The plugin's types are written for a bundler of CommonJS. */
const lwc = lwcPlugin as unknown as (options: object) => Plugin;

/**
 * Compiles the page: the shell and the package's components with the base components in `shell.js`, and the synthetic
 * shadow, which must be loaded before, in `synthetic-shadow.js`. Throws with file and place when a component does not
 * compile.
 */
export async function bundleShell({ directory, sources, exposed }: BundleInput): Promise<void> {
  const work = `${directory}.${process.pid}.partial`;
  const folder = path.join(work, 'source');
  await rm(work, { recursive: true, force: true });
  for (const [file, text] of Object.entries(sources)) {
    const target = path.join(folder, 'c', file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  await mkdir(folder, { recursive: true });

  const icons = iconsInUse(Object.values(sources));
  await bundle(path.join(clientFolder, 'main.ts'), path.join(work, 'shell.js'), [
    resolveModules({ folder, names: exposed, icons }),
    constants(),
    lwc({
      rootDir: folder,
      exclude: [path.join(clientFolder, '**'), path.join(packageFolder('@lwc/engine-dom'), '**')],
      enableSyntheticElementInternals: true,
      enableDynamicComponents: true,
    }),
  ]);
  const shadow = path.join(packageFolder('@lwc/synthetic-shadow'), 'dist/index.js');
  await bundle(shadow, path.join(work, 'synthetic-shadow.js'), [constants()]);
  await rm(folder, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
  await rename(work, directory);
}

async function bundle(input: string, file: string, plugins: Plugin[]): Promise<void> {
  const built = await rollup({
    input,
    plugins,
    // Circular imports among the base components are theirs, and unused ones are harmless.
    onwarn: () => undefined,
  });
  await built.write({ file, format: 'es', inlineDynamicImports: true });
  await built.close();
}

/** What Salesforce's own build puts in. */
function constants(): Plugin {
  return {
    name: 'inlet-constants',
    transform(code) {
      if (!/process\.env\.NODE_ENV|import\.meta\.env/.test(code)) return null;
      const replaced = code
        .replaceAll('process.env.NODE_ENV', '"production"')
        .replaceAll('import.meta.env.SSR', 'false');
      return { code: replaced, map: null };
    },
  };
}
