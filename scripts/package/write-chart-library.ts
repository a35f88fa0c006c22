import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chartLibraryDirectory, chartLibraryFiles } from './chart-library.ts';

/** `npm run package:chart`: copies Chart.js into the package, after a new version of it in package.json. */
mkdirSync(chartLibraryDirectory, { recursive: true });
for (const [name, content] of chartLibraryFiles()) writeFileSync(path.join(chartLibraryDirectory, name), content);
console.log(`Wrote ${chartLibraryDirectory}.`);
