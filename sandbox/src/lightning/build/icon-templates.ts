import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { baseComponents, clientFolder } from './module-folders.ts';

const ICON = /\b(action|custom|doctype|standard|utility):([a-z]\w*)/g;
const source = path.join(baseComponents, 'src/lightning');

/**
 * The icons that the texts name, and those that the base components name. The whole set is several megabytes of
 * templates; an icon whose name is put together at run time is not found here and shows nothing.
 */
export function iconsInUse(texts: Iterable<string>): Set<string> {
  const icons = new Set<string>();
  const files = globSync(['**/*.{js,html}'], {
    cwd: source,
    exclude: (name) => /^__|^iconSvgTemplates|^buildTemplates/.test(path.basename(String(name))),
  });
  const own = globSync('**/*.ts', { cwd: clientFolder }).map((file) => path.join(clientFolder, file));
  for (const file of [...files.map((name) => path.join(source, name)), ...own]) {
    for (const [icon] of readFileSync(file, 'utf8').matchAll(ICON)) icons.add(icon);
  }
  for (const text of texts) for (const [icon] of text.matchAll(ICON)) icons.add(icon);
  return icons;
}

/**
 * The module of one category (`lightning/iconSvgTemplatesUtility`), with the icons in use only; undefined for any other
 * module.
 */
export function iconModule(name: string, icons: ReadonlySet<string>): string | undefined {
  const match = /^lightning\/(iconSvgTemplates(Action|Custom|Doctype|Standard|Utility)(?:Rtl)?)$/.exec(name);
  if (!match) return undefined;
  const [, module = '', category = ''] = match;
  const prefix = category.toLowerCase();
  const found = [...icons]
    .filter((icon) => icon.startsWith(`${prefix}:`))
    .map((icon) => icon.slice(prefix.length + 1))
    .map((icon) => ({ icon, file: path.join(source, module, 'buildTemplates', prefix, `${icon}.html`) }))
    .filter(({ file }) => existsSync(file))
    .toSorted((one, other) => one.icon.localeCompare(other.icon));
  const imports = found.map(({ file }, index) => `import icon${index} from ${JSON.stringify(file)};`);
  const entries = found.map(({ icon }, index) => `  ${prefix}_${icon}: icon${index},`);
  return `${imports.join('\n')}\nexport default {\n${entries.join('\n')}\n};\n`;
}
