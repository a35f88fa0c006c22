import { sql } from 'kysely';
import type { Vault } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';
import { boundTo } from './connection/authorization-store.ts';
import { sealedAs, type SealedColumn } from './connection/sealed-as.ts';

/** A column that holds sealed secrets, and what each is bound to besides its org. */
interface Sealed {
  table: 'orgs' | 'connections' | 'sources' | 'oauth_authorizations';
  column: string;
  /** The columns that identify a row; the first holds the org. */
  keys: ['id'] | ['org_id'] | ['org_id', 'id'];
  boundTo: (id: string) => string;
}

/** Every sealed column there is. One that is missing here keeps its old key when the key is rotated: a test looks. */
export const sealedColumns: Sealed[] = [
  { table: 'orgs', column: 'client_secret', keys: ['id'], boundTo: () => 'orgs.client_secret' },
  ...(Object.keys(sealedAs) as SealedColumn[]).map((column): Sealed => ({
    table: 'connections',
    column,
    keys: ['org_id'],
    boundTo: () => sealedAs[column],
  })),
  ...['secret', 'previous_secret'].map((column): Sealed => ({
    table: 'sources',
    column,
    keys: ['org_id', 'id'],
    boundTo: (id) => `sources.secret ${id}`,
  })),
  ...(['client_secret', 'code_verifier', 'access_token', 'refresh_token'] as const).map((column): Sealed => ({
    table: 'oauth_authorizations',
    column,
    keys: ['org_id', 'id'],
    boundTo: (id) => boundTo(id, column),
  })),
];

/**
 * Seals every secret with the newest key, so that the older ones can go. Gives how many were sealed anew. A secret that
 * was changed meanwhile is left alone: whoever changed it sealed it, and another run looks again.
 */
export async function rotateKey(database: Database, vault: Vault): Promise<number> {
  let resealed = 0;
  for (const { table, column, keys, boundTo: nameFor } of sealedColumns) {
    const key = sql.join(keys.map((name) => sql.ref(name)));
    const { rows } = await sql<Record<string, string>>`
      select ${key}, ${sql.ref(column)} as sealed from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(
      database.kysely,
    );
    for (const row of rows) {
      const sealed = row['sealed']!;
      if (vault.isCurrent(sealed)) continue;
      const [orgKey, idKey] = keys;
      const orgId = row[orgKey]!;
      const name = nameFor(idKey === undefined ? '' : row[idKey]!);
      const fresh = vault.seal(orgId, name, vault.open(orgId, name, sealed));
      const same = sql.join(
        keys.map((part) => sql`${sql.ref(part)} = ${row[part]}`),
        sql` and `,
      );
      const { numAffectedRows } = await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${fresh}
        where ${same} and ${sql.ref(column)} = ${sealed}`.execute(database.kysely);
      resealed += Number(numAffectedRows ?? 0n);
    }
  }
  return resealed;
}
