import { join } from 'node:path';
import { checkApex, missingJava } from '../../scripts/checks/check-apex.ts';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { packageFiles, packageZip } from '../../scripts/package/package-files.ts';
import { startSandbox } from './api/server.ts';
import { readConfig } from './config.ts';
import { Org } from './org/org.ts';

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
