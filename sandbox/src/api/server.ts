import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { ShellBuilder } from '../lightning/build/shell-builder.ts';
import type { OrgEngine } from '../org/types.ts';
import { createSandbox } from './app.ts';
import type { SandboxState } from './sandbox-state.ts';

export interface RunningSandbox {
  url: string;
  state: SandboxState;
  shell: ShellBuilder;
  /** Stops listening, ends what is in hand, and closes the org. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  org: OrgEngine;
  port?: number;
  /** Where the compiled pages are kept; default a folder for temporary files. */
  shellFolder?: string;
  /** Where uploads and results of Bulk's jobs are kept; default a folder that goes with the sandbox. */
  bulkFolder?: string;
}

/** The sandbox on a port of this machine; port 0 takes a free one. */
export async function startSandbox({
  org,
  port = 0,
  shellFolder,
  bulkFolder,
}: SandboxOptions): Promise<RunningSandbox> {
  const folder = bulkFolder ?? mkdtempSync(path.join(tmpdir(), 'inlet-sandbox-bulk-'));
  const { app, state, shell } = createSandbox({
    ...{ org, bulkFolder: folder },
    ...(shellFolder !== undefined && { shellFolder }),
  });
  // Above Salesforce's own limit, so that it is the sandbox that answers 414 and 431.
  const server = createServer({ maxHeaderSize: 64 * 1024 }, app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken by another program: stop it, or set SANDBOX_PORT to a free one.`);
  });
  const { port: taken } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
    await closed;
    await shell.close();
    state.close();
    if (bulkFolder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${taken}`, state, shell, close };
}
