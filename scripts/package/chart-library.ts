import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the package keeps it: an archive, so that the licence goes with the code wherever that goes. */
export const chartLibraryDirectory = path.join(
  import.meta.dirname,
  '../../force-app/main/default/staticresources/InletChart',
);

/** The files of the static resource InletChart: Chart.js, as the pinned version publishes it for browsers, and its licence. */
export function chartLibraryFiles(): Map<string, string> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('chart.js'));
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  // Its map is not shipped: a browser that looks for it would find nothing.
  const withoutMap = read('chart.umd.min.js').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
  return new Map([
    ['chart.umd.min.js', withoutMap],
    ['LICENSE.txt', read('../LICENSE.md')],
  ]);
}
