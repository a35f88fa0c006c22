import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createApp } from './app.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, parseConfig } from './platform/config.ts';
import { SecretNotReadable, Vault } from './platform/crypto.ts';
import { DataDirInUse } from './platform/data-dir-lock.ts';
import { openDatabase } from './platform/database/database.ts';
import { createLogger } from './platform/log.ts';

/** `npm run serve`: the backend alone. Prints one line when it listens; ends cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLogger(config.logLevel);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: path.join(config.dataDir, 'backend'),
  });
  const { publicUrl, localUrl, allowLoopback, alerts } = config;
  const vault = new Vault(config.encryptionKeys);
  const app = createApp({ database, vault, clock: systemClock, log, publicUrl, localUrl, allowLoopback, alerts });
  await app.start();
  const server = app.http.listen(config.port, config.host);
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  console.log(`Inlet backend ready at http://${config.host}:${(server.address() as AddressInfo).port}`);

  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await app.stop();
    server.closeAllConnections();
    await closed;
    await database.close();
  };
  let stopping: Promise<void> | undefined;
  // `disconnect`: the supervisor of `npm start` is gone.
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
    process.on(event, () => {
      stopping ??= stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code;
  if ([ConfigError, DataDirInUse, SecretNotReadable].some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
  } else if (code === 'EADDRINUSE') console.error(`${(error as Error).message}. Set PORT to a free one.`);
  else console.error(error);
  process.exit(1);
});
