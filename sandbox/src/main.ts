import { join } from 'node:path';
import { startSandbox } from './api/server.ts';
import { readConfig } from './config.ts';
import { Org } from './org/org.ts';

try {
  const { port, directory } = readConfig(process.env);
  const sandbox = await startSandbox({ org: new Org({ directory }), port, shellFolder: join(directory, 'shell') });
  console.log(
    `Sandbox org ${sandbox.state.org.organizationId} ready at ${sandbox.url} (console: ${sandbox.url}/sandbox/org)`,
  );
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The supervisor of `npm start` is gone.
  process.once('disconnect', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
