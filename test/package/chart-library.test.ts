import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { chartLibraryDirectory, chartLibraryFiles } from '../../scripts/package/chart-library.ts';

test('the chart library in the package is the pinned version, whole and with its licence: npm run package:chart', () => {
  for (const [name, content] of chartLibraryFiles()) {
    assert.equal(readFileSync(path.join(chartLibraryDirectory, name), 'utf8'), content, name);
  }
  assert.match(chartLibraryFiles().get('LICENSE.txt')!, /The MIT License/);
});
