/** What a field holds. Dates are `YYYY-MM-DD`, datetimes `YYYY-MM-DDThh:mm:ss.000+0000`: both sort as text. */
export type Value = string | number | boolean | null;

/** A record as it is kept: canonical field names; what is absent is null. Never changed in place. */
export interface StoredRecord {
  readonly Id: string;
  readonly IsDeleted: boolean;
  readonly [field: string]: Value;
}

interface FieldIndex {
  caseSensitive: boolean;
  ids: Map<string, Set<string>>;
}

interface Table {
  /** Counts changes. */
  version: number;
  records: Map<string, StoredRecord>;
  indexes: Map<string, FieldIndex>;
}

/** All records in memory, by object and id, with equality indexes on chosen fields. Deleted records stay in. */
export class RecordStore {
  readonly #tables = new Map<string, Table>();

  /** Indexes a field of an object, for records that are there and that will come. */
  addIndex(object: string, field: string, caseSensitive: boolean): void {
    const table = this.#table(object);
    const index: FieldIndex = { caseSensitive, ids: new Map() };
    table.indexes.set(field, index);
    for (const record of table.records.values()) enter(index, record[field], record.Id);
  }

  dropIndex(object: string, field: string): void {
    this.#table(object).indexes.delete(field);
  }

  hasIndex(object: string, field: string): boolean {
    return this.#table(object).indexes.has(field);
  }

  get(object: string, id: string): StoredRecord | undefined {
    return this.#table(object).records.get(id);
  }

  /** Records in the order in which they were created. */
  all(object: string): Iterable<StoredRecord> {
    return this.#table(object).records.values();
  }

  /** Another number after any change to the records of these objects. */
  version(objects: readonly string[]): number {
    return objects.reduce((sum, object) => sum + this.#table(object).version, 0);
  }

  count(object: string): number {
    return this.#table(object).records.size;
  }

  /** Inserts or replaces. Returns what was there before. */
  put(object: string, record: StoredRecord): StoredRecord | undefined {
    const table = this.#table(object);
    const before = table.records.get(record.Id);
    table.records.set(record.Id, record);
    table.version++;
    for (const [field, index] of table.indexes) {
      if (before?.[field] === record[field]) continue;
      if (before) leave(index, before[field], record.Id);
      enter(index, record[field], record.Id);
    }
    return before;
  }

  remove(object: string, id: string): void {
    const table = this.#table(object);
    const before = table.records.get(id);
    if (!before) return;
    table.records.delete(id);
    table.version++;
    for (const [field, index] of table.indexes) leave(index, before[field], id);
  }

  /** Ids of the records whose indexed field equals the value; undefined when the field has no index. */
  find(object: string, field: string, value: Value): ReadonlySet<string> | undefined {
    const index = this.#table(object).indexes.get(field);
    if (!index) return undefined;
    return index.ids.get(indexKey(index, value)) ?? NONE;
  }

  clear(): void {
    for (const table of this.#tables.values()) {
      table.records.clear();
      table.version++;
      for (const index of table.indexes.values()) index.ids.clear();
    }
  }

  #table(object: string): Table {
    let table = this.#tables.get(object);
    if (!table) {
      table = { version: 0, records: new Map(), indexes: new Map() };
      this.#tables.set(object, table);
    }
    return table;
  }
}

const NONE: ReadonlySet<string> = new Set();

function indexKey(index: FieldIndex, value: Value): string {
  const text = String(value);
  return index.caseSensitive ? text : text.toLowerCase();
}

function enter(index: FieldIndex, value: Value | undefined, id: string): void {
  if (value === null || value === undefined) return;
  const key = indexKey(index, value);
  const ids = index.ids.get(key);
  if (ids) ids.add(id);
  else index.ids.set(key, new Set([id]));
}

function leave(index: FieldIndex, value: Value | undefined, id: string): void {
  if (value === null || value === undefined) return;
  const key = indexKey(index, value);
  const ids = index.ids.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.ids.delete(key);
}
