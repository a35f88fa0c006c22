import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { StoredRecord } from './record-store.ts';

/** What one transaction changes on disk. `null` removes. */
export interface Changes {
  records: Map<string, { object: string; record: StoredRecord | null }>;
  documents: Map<string, unknown>;
  /** Everything that was there goes first. */
  clear?: boolean;
}

/** Where an org keeps what it must not forget. */
export interface Storage {
  load(): { records: { object: string; record: StoredRecord }[]; documents: Map<string, unknown> };
  /** All or nothing, durable on return. */
  commit(changes: Changes): void;
  close(): void;
}

/** An org that ends with its process. */
export const memoryStorage: Storage = {
  load: () => ({ records: [], documents: new Map() }),
  commit: () => undefined,
  close: () => undefined,
};

/**
 * Write-through to one SQLite file in the org's folder. Everything is read once at the start and then only written.
 * `synchronous=NORMAL` in WAL mode: a commit survives the death of the process; a power cut may lose the last ones,
 * never corrupt the file.
 *
 * Throws when another process has the folder open.
 */
export class SqliteStorage implements Storage {
  readonly #database: DatabaseSync;
  readonly #putRecord: StatementSync;
  readonly #removeRecord: StatementSync;
  readonly #putDocument: StatementSync;
  readonly #removeDocument: StatementSync;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, 'org.sqlite');
    this.#database = new DatabaseSync(file);
    try {
      // Exclusive mode keeps the lock of the first write for as long as the process lives.
      this.#database.exec(`
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, object TEXT NOT NULL, body TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, body TEXT NOT NULL);
        BEGIN IMMEDIATE; COMMIT;
      `);
    } catch (error) {
      this.#database.close();
      throw new Error(
        `The sandbox org in ${file} could not be opened: ${(error as Error).message}. ` +
          `If another sandbox uses this folder, stop it or choose another folder (DATA_DIR).`,
        { cause: error },
      );
    }
    this.#putRecord = this.#database.prepare(
      `INSERT INTO records (id, object, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
    );
    this.#removeRecord = this.#database.prepare(`DELETE FROM records WHERE id = ?`);
    this.#putDocument = this.#database.prepare(
      `INSERT INTO documents (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body`,
    );
    this.#removeDocument = this.#database.prepare(`DELETE FROM documents WHERE key = ?`);
  }

  load(): ReturnType<Storage['load']> {
    const rows = this.#database.prepare(`SELECT object, body FROM records ORDER BY rowid`).all();
    const records = rows.map((row) => ({
      object: String(row['object']),
      record: JSON.parse(String(row['body'])) as StoredRecord,
    }));
    const documents = new Map<string, unknown>();
    for (const row of this.#database.prepare(`SELECT key, body FROM documents`).all()) {
      documents.set(String(row['key']), JSON.parse(String(row['body'])));
    }
    return { records, documents };
  }

  commit({ records, documents, clear = false }: Changes): void {
    if (records.size === 0 && documents.size === 0 && !clear) return;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      if (clear) this.#database.exec('DELETE FROM records; DELETE FROM documents;');
      for (const [id, { object, record }] of records) {
        if (record) this.#putRecord.run(id, object, JSON.stringify(record));
        else this.#removeRecord.run(id);
      }
      for (const [key, value] of documents) {
        if (value === undefined) this.#removeDocument.run(key);
        else this.#putDocument.run(key, JSON.stringify(value));
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}
