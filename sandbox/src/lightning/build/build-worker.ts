import { parentPort, workerData } from 'node:worker_threads';
import { bundleShell } from './bundle-shell.ts';
import type { BundleInput } from './bundle-shell.ts';

/** Off the main thread: the compiler holds its thread for seconds, and the org has to answer meanwhile. */
try {
  await bundleShell(workerData as BundleInput);
  parentPort?.postMessage({ status: 'ready' });
} catch (error) {
  parentPort?.postMessage({ status: 'failed', message: describe(error) });
}

/** Rollup says `loc`, the LWC compiler `location`; both count columns from 0. */
interface Located {
  loc?: { file?: string; line: number; column: number };
  location?: { line: number; column: number };
  frame?: string;
  id?: string;
}

/** With file, line and column where the compiler tells them. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { loc, location, frame, id } = error as Located;
  const at = loc ?? location;
  const file = (loc?.file ?? id)?.replace(/^.*\/source\/c\//, 'lwc/');
  const place = file ? `${file}${at ? `:${at.line}:${at.column + 1}` : ''}\n` : '';
  return `${place}${error.message.replaceAll(/\/\S*\/source\/c\//g, 'lwc/')}${frame ? `\n\n${frame}` : ''}`;
}
