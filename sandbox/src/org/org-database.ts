import { RecordStore } from './record-store.ts';
import type { StoredRecord, Value } from './record-store.ts';
import { memoryStorage, SqliteStorage } from './storage.ts';
import type { Changes, Storage } from './storage.ts';
import { UndoLog } from './undo-log.ts';

const COUNTERS = 'counters';

/**
 * Records, documents (settings, rules, custom fields) and counters of one org, with nested transactions. Reads come
 * from memory; the outermost transaction writes to disk once, when it ends.
 */
export class OrgDatabase {
  readonly #store = new RecordStore();
  readonly #undo = new UndoLog();
  readonly #storage: Storage;
  readonly #documents: Map<string, unknown>;
  readonly #counters: Map<string, number>;
  readonly #documentVersions = new Map<string, number>();
  #countersChanged = false;
  #depth = 0;
  #changedRecords = new Map<string, string>();
  #changedDocuments = new Set<string>();

  constructor(directory?: string) {
    this.#storage = directory === undefined ? memoryStorage : new SqliteStorage(directory);
    const { records, documents } = this.#storage.load();
    for (const { object, record } of records) this.#store.put(object, record);
    this.#documents = documents;
    this.#counters = new Map(Object.entries((documents.get(COUNTERS) as Record<string, number> | undefined) ?? {}));
  }

  /** Read access. Writing goes through `put` only, so that it can be undone. */
  get records(): Pick<RecordStore, 'get' | 'all' | 'count' | 'find' | 'hasIndex' | 'version'> {
    return this.#store;
  }

  addIndex(object: string, field: string, caseSensitive: boolean): void {
    this.#store.addIndex(object, field, caseSensitive);
  }

  dropIndex(object: string, field: string): void {
    this.#store.dropIndex(object, field);
  }

  /**
   * Runs the work. When it throws, all of its writes are undone, but not its counters: Salesforce never gives an
   * auto-number back. Inside another transaction this is a savepoint.
   */
  transaction<T>(work: () => T): T {
    const mark = this.#undo.mark();
    this.#depth++;
    let committed = false;
    try {
      const result = work();
      if (this.#depth === 1) this.#flush();
      committed = true;
      return result;
    } finally {
      if (!committed) this.#undo.rollBackTo(mark);
      this.#depth--;
      if (this.#depth === 0) {
        this.#undo.clear();
        this.#changedRecords.clear();
        this.#changedDocuments.clear();
        if (!committed) this.#flush();
      }
    }
  }

  put(object: string, record: StoredRecord): void {
    this.transaction(() => {
      const before = this.#store.put(object, record);
      this.#undo.add(() => {
        if (before) this.#store.put(object, before);
        else this.#store.remove(object, record.Id);
      });
      this.#changedRecords.set(record.Id, object);
    });
  }

  /** Takes a record away for good; `IsDeleted` is for what a user deletes. */
  remove(object: string, id: string): void {
    this.transaction(() => {
      const before = this.#store.get(object, id);
      if (!before) return;
      this.#store.remove(object, id);
      this.#undo.add(() => this.#store.put(object, before));
      this.#changedRecords.set(id, object);
    });
  }

  readDocument<T>(key: string): T | undefined {
    // A copy: what a caller does to it must not reach the org.
    const value = this.#documents.get(key) as T | undefined;
    return value === undefined ? undefined : structuredClone(value);
  }

  /** `undefined` removes. */
  writeDocument(key: string, value: unknown): void {
    this.transaction(() => {
      const before = this.#documents.get(key);
      this.#setDocument(key, value === undefined ? undefined : structuredClone(value));
      this.#undo.add(() => this.#setDocument(key, before));
      this.#changedDocuments.add(key);
    });
  }

  /** Another number after any change to a document whose key begins so. */
  version(keyPrefix: string): number {
    let version = 0;
    for (const [key, changes] of this.#documentVersions) if (key.startsWith(keyPrefix)) version += changes;
    return version;
  }

  /** The next number of a series, from 1. */
  nextNumber(series: string): number {
    const next = (this.#counters.get(series) ?? 0) + 1;
    this.#counters.set(series, next);
    this.#countersChanged = true;
    if (this.#depth === 0) this.#flush();
    return next;
  }

  /** Forgets all records, and the documents that the predicate does not keep. Counters go on: no id comes twice. */
  clear(keep: (key: string) => boolean): void {
    if (this.#depth > 0) throw new Error('An org cannot be reset inside a transaction.');
    this.#store.clear();
    for (const key of [...this.#documents.keys()]) if (!keep(key)) this.#setDocument(key, undefined);
    this.#changedDocuments = new Set(this.#documents.keys());
    this.#countersChanged = true;
    this.#flush(true);
    this.#changedDocuments.clear();
  }

  close(): void {
    this.#storage.close();
  }

  #setDocument(key: string, value: unknown): void {
    this.#documentVersions.set(key, (this.#documentVersions.get(key) ?? 0) + 1);
    if (value === undefined) this.#documents.delete(key);
    else this.#documents.set(key, value);
  }

  #flush(clear = false): void {
    const changes: Changes = { records: new Map(), documents: new Map(), clear };
    for (const [id, object] of this.#changedRecords) {
      changes.records.set(id, { object, record: this.#store.get(object, id) ?? null });
    }
    for (const key of this.#changedDocuments) changes.documents.set(key, this.#documents.get(key));
    if (this.#countersChanged) changes.documents.set(COUNTERS, Object.fromEntries(this.#counters));
    this.#storage.commit(changes);
    this.#countersChanged = false;
  }
}

export type { StoredRecord, Value };
