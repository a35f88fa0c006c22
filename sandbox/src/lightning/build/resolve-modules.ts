import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { iconModule } from './icon-templates.ts';
import { baseComponents, packageFolder, scopedImports } from './module-folders.ts';
import { platformFile, platformModule } from './platform-modules.ts';

const VIRTUAL = '\0inlet:';
/** The base components' styles for native shadow, where the page's style sheet does not reach. An empty file crashes. */
const NO_STYLE = '.inlet-no-style { --inlet-no-style: 0 }';

export interface PackagedSources {
  /** Folder that holds `c/<component>/…`. */
  folder: string;
  /** Names of the components. */
  names: readonly string[];
  icons: ReadonlySet<string>;
}

/**
 * Finds every module that a component may import: components of the package and of Salesforce, the engine, and stand-ins
 * for the platform. Fails with the importing file for what the shell has not.
 */
export function resolveModules({ folder, names, icons }: PackagedSources): Plugin {
  const inherited = scopedImports();
  const engine = path.join(packageFolder('@lwc/engine-dom'), 'dist/index.js');
  return {
    name: 'inlet-modules',
    resolveId(name, importer) {
      if (name.startsWith(VIRTUAL)) return name;
      if (name === 'lwc') return engine;
      if (name === 'inlet/components') return VIRTUAL + name;
      const shim = platformFile(name);
      if (shim) return shim;
      if (name.startsWith('@salesforce/')) {
        if (platformModule(name, inherited) !== undefined) return VIRTUAL + name;
        const value = inherited.get(name);
        if (value) return value;
        throw new Error(`${importerName(importer, folder)} imports ${name}, which the sandbox's pages do not have.`);
      }
      if (name.startsWith('lightning/')) {
        if (iconModule(name, new Set())) return VIRTUAL + name;
        const found = moduleFile(path.join(baseComponents, 'src', name));
        if (found) return found;
        throw new Error(`${importerName(importer, folder)} uses ${name}, which the sandbox's pages do not have.`);
      }
      if (name.startsWith('c/')) {
        const found = moduleFile(path.join(folder, name));
        if (found) return found;
        throw new Error(`${importerName(importer, folder)} uses ${name}, which is not in the package.`);
      }
      return inherited.get(name);
    },
    load(id) {
      if (id.startsWith(VIRTUAL)) {
        const name = id.slice(VIRTUAL.length);
        if (name === 'inlet/components') return componentMap(names);
        return iconModule(name, icons) ?? platformModule(name, inherited);
      }
      if (/\.(slds|lbc\.native)\.css$/.test(id)) return NO_STYLE;
      if (id.endsWith('.ts')) return stripTypeScriptTypes(readFileSync(id, 'utf8'));
      return undefined;
    },
  };
}

function componentMap(names: readonly string[]): string {
  const imports = names.map((name, index) => `import component${index} from 'c/${name}';`);
  const entries = names.map((name, index) => `  ['${name}', component${index}],`);
  return `${imports.join('\n')}\nexport const components = new Map([\n${entries.join('\n')}\n]);\n`;
}

/** `…/lightning/button` → its JavaScript, or its style sheet where it has nothing else. */
function moduleFile(folder: string): string | undefined {
  const name = path.basename(folder);
  return ['.js', '.html', '.css']
    .map((extension) => path.join(folder, name + extension))
    .find((file) => existsSync(file));
}

function importerName(importer: string | undefined, folder: string): string {
  return importer ? path.relative(folder, importer.split('?')[0] ?? importer) : 'The page';
}
