import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hashKey, newSecret, parseEncryptionKey, Vault } from '../../src/platform/crypto.ts';

const key = randomBytes(32);
const vault = new Vault([key]);
const sealed = vault.seal('org_1', 'orgs.credentials', 'top secret');

describe('a sealed secret', () => {
  it('opens to what it was, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        assert.equal(vault.open('org_1', 'column', vault.seal('org_1', 'column', secret)), secret);
      }),
    );
  });

  it('never looks the same twice, and does not show the secret', () => {
    assert.notEqual(vault.seal('org_1', 'orgs.credentials', 'top secret'), sealed);
    assert.ok(!sealed.includes('top secret') && !sealed.includes(Buffer.from('top secret').toString('base64url')));
  });

  it('does not open in another org or another column', () => {
    for (const [org, column] of [
      ['org_2', 'orgs.credentials'],
      ['org_1', 'sources.secret'],
      ['org_1\0orgs', 'credentials'],
    ]) {
      assert.throws(
        () => vault.open(org!, column!, sealed),
        /^SecretNotReadable: The secret .* was changed in the database, or put/,
      );
    }
  });

  it('does not open when any character of it was changed, or the tag was cut short', () => {
    const parts = sealed.split('.');
    for (let part = 0; part < parts.length; part++) {
      const text = parts[part]!;
      // The last character of a base64 text may hold bits that count for nothing.
      const changed = parts.with(part, (text.startsWith('A') ? 'B' : 'A') + text.slice(1)).join('.');
      assert.throws(() => vault.open('org_1', 'orgs.credentials', changed), Error, `part ${part}`);
    }
    const tag = Buffer.from(parts[3]!, 'base64url');
    for (const length of [0, 4, 8, 12, 15]) {
      const short = parts.with(3, tag.subarray(0, length).toString('base64url')).join('.');
      assert.throws(() => vault.open('org_1', 'orgs.credentials', short), Error, `tag of ${length} bytes`);
    }
    for (const nonsense of ['', 'v1', 'top secret', sealed.slice(0, -8), `v2${sealed.slice(2)}`]) {
      assert.throws(() => vault.open('org_1', 'orgs.credentials', nonsense), Error, nonsense);
    }
  });

  it('opens after the key was rotated as long as the old key is there, and new secrets take the new key', () => {
    const fresh = randomBytes(32);
    const rotated = new Vault([fresh, key]);
    assert.equal(rotated.open('org_1', 'orgs.credentials', sealed), 'top secret');
    const newer = rotated.seal('org_1', 'orgs.credentials', 'newer');
    assert.equal(new Vault([fresh]).open('org_1', 'orgs.credentials', newer), 'newer');
    assert.throws(
      () => new Vault([fresh]).open('org_1', 'orgs.credentials', sealed),
      /orgs\.credentials of org_1 was encrypted with a key that is not in INLET_ENCRYPTION_KEY/,
    );
  });

  it('never tells the key, or a part of it, by which it was sealed', () => {
    const id = Buffer.from(sealed.split('.')[1]!, 'base64url');
    assert.equal(key.indexOf(id), -1);
  });
});

describe('an encryption key', () => {
  it('is 32 bytes, in base64, base64url or hex', () => {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      assert.deepEqual(parseEncryptionKey(key.toString(encoding)), key);
    }
  });

  it('is refused when it is shorter or longer, with the length that it has', () => {
    assert.throws(() => parseEncryptionKey(randomBytes(16).toString('base64')), /must be 32 bytes .* not 16 bytes/);
    assert.throws(() => parseEncryptionKey(randomBytes(33).toString('hex')), /must be 32 bytes/);
    assert.throws(() => parseEncryptionKey('change me'), /must be 32 bytes/);
  });
});

describe('a new secret', () => {
  it('is random, and says by its prefix what it is', () => {
    const secrets = new Set(Array.from({ length: 100 }, () => newSecret('inlet_key')));
    assert.equal(secrets.size, 100);
    for (const secret of secrets) assert.match(secret, /^inlet_key_[\w-]{43}$/);
  });

  it('is recognised by its hash, which is always the same and is not the secret', () => {
    assert.equal(hashKey('inlet_key_1'), hashKey('inlet_key_1'));
    assert.notEqual(hashKey('inlet_key_1'), hashKey('inlet_key_2'));
    assert.match(hashKey('inlet_key_1'), /^[0-9a-f]{64}$/);
  });
});
