import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import fc from 'fast-check';
import { storableJson } from '../../src/platform/database/storable-json.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

for (const engine of await engines()) {
  describe(`JSON in ${engine.name}`, () => {
    let database: TestDatabase;
    before(async () => {
      database = await engine.create();
    });
    after(() => database?.destroy());

    it('can be stored whatever texts it holds, and comes back as it was where it can', async () => {
      const texts = fc.array(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\0b', '\ud83d', 'x\udc00y', '😀')),
      );
      await fc.assert(
        fc.asyncProperty(texts, async (given) => {
          const { rows } = await sql<{ back: string[] }>`select ${storableJson(given)}::jsonb as back`.execute(
            database.kysely,
          );
          given.forEach((text, index) => {
            if (text.isWellFormed() && !text.includes('\0')) assert.equal(rows[0]!.back[index], text);
          });
        }),
      );
    });
  });
}
