import { join } from 'node:path';
import { checkApex, missingJava } from './checks/check-apex.ts';
import { missingChecks } from './checks/install-checks.ts';
import { packageFiles, packageZip } from './package/package-files.ts';
import { startSandbox } from '../sandbox/src/api/server.ts';
import { readConfig } from '../sandbox/src/config.ts';
import { Org } from '../sandbox/src/org/org.ts';

/** `npm run sandbox`: a sandbox org, handed the package and the Apex type checker, which it does not know itself. */
try {
  const { port, directory } = readConfig(process.env);
  const folders = { shellFolder: join(directory, 'shell'), bulkFolder: join(directory, 'bulk') };
  const sandbox = await startSandbox({ org: new Org({ directory }), port, ...folders });
  const missing = missingChecks() ?? missingJava();
  if (missing === undefined) sandbox.state.metadataJobs.checkApexTypes = checkApex;
  sandbox.state.packageZip = async () => packageZip(await packageFiles());
  // Ready when the first page is opened, as far as it can be.
  sandbox.shell.prepare();
  console.log(
    `Sandbox org ${sandbox.state.org.organizationId} ready at ${sandbox.url} (console: ${sandbox.url}/sandbox/)`,
  );
  if (missing !== undefined) console.log(`Deploys check Apex for its syntax only: ${missing}.`);
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
