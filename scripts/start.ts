import { ConfigError } from '../server/src/platform/config.ts';
import { Demo } from './start/demo.ts';
import { readStartConfig } from './start/start-config.ts';
import { Supervisor } from './start/supervisor.ts';

/**
 * `npm start`: a sandbox org and the backend on this machine, as two processes that are started again when they die,
 * connected with each other and with sample data. Ends both on Ctrl-C.
 */
async function main(): Promise<void> {
  const begun = Date.now();
  const config = configOrExit();
  const supervisor = new Supervisor(config);
  const demo = new Demo(config, supervisor);
  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= supervisor.stop().then(() => {
      demo.forget();
      process.exit(code);
    });
  };
  // Whoever read the output may go away (`npm start | head`): that must not end the two processes.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  // npm does not pass every signal on; when it is gone, whoever started us is.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event']) setInterval(() => process.ppid !== parent && stop(0), 500).unref();
  try {
    await demo.prepare();
    console.log(demo.welcome());
    console.log(`Ready (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    if (stopping) return;
    console.error(error instanceof Error ? error.message : error);
    stop(1);
  }
}

function configOrExit() {
  try {
    return readStartConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

await main();
