import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Two processes on one PGlite folder lose each other's rows without an error, so the second one must not start. */
export class DataDirInUse extends Error {
  constructor(directory: string) {
    super(
      `${directory} is in use by another Inlet process. Stop that one, or give this one a DATA_DIR of its own; ` +
        'to run several processes on the same data, set DATABASE_URL to a PostgreSQL.',
    );
    this.name = 'DataDirInUse';
  }
}

/**
 * Takes the folder for this process alone, until `release` or until the process ends, however it ends. Node has no
 * file locks of its own; SQLite's exclusive transaction is one that the system drops with the process, so a `kill -9`
 * leaves nothing behind to wait for or to clean up.
 */
export function lockDataDir(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(path.join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new DataDirInUse(directory);
  }
  return { release: () => lock.close() };
}
