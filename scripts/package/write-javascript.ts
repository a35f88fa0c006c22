import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transpileComponent } from './transpile-component.ts';

/** `npm run package:js`: writes each component's `.js` beside its `.ts`, where `sf project deploy start` looks for it. */
const root = path.join(import.meta.dirname, '../..');
let written = 0;
for await (const file of glob('force-app/main/default/lwc/**/*.ts', { cwd: root })) {
  if (file.includes('__tests__') || file.endsWith('.d.ts')) continue;
  const source = path.join(root, file);
  await writeFile(source.replace(/\.ts$/, '.js'), transpileComponent(await readFile(source, 'utf8'), file));
  written++;
}
console.log(`Wrote the JavaScript of ${written} modules beside their TypeScript.`);
