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

/** With file, line and column where the compiler tells them. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { loc, frame, id } = error as {
    loc?: { file?: string; line: number; column: number };
    frame?: string;
    id?: string;
  };
  const file = (loc?.file ?? id)?.replace(/^.*\/source\/c\//, 'lwc/');
  const place = file ? `${file}${loc ? `:${loc.line}:${loc.column + 1}` : ''}\n` : '';
  return `${place}${error.message.replaceAll(/\/\S*\/source\/c\//g, 'lwc/')}${frame ? `\n\n${frame}` : ''}`;
}
