import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Reads a key of 32 bytes written in base64 or hex. Throws an Error that says what is expected. */
export function parseEncryptionKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== 32) throw new Error(`must be 32 bytes in base64 or hex, not ${key.length} bytes`);
  return key;
}

/**
 * Reads one key or several, separated by commas: the first seals, all open. Throws an Error that says which is wrong,
 * by its place and never by its text.
 */
export function parseEncryptionKeys(text: string): [Buffer, ...Buffer[]] {
  const [first, ...others] = text.split(',').map((one) => one.trim());
  const parsed = (one: string, index: number) => {
    try {
      return parseEncryptionKey(one);
    } catch (error) {
      throw new Error(`key ${index + 1} of ${others.length + 1} ${(error as Error).message}`, { cause: error });
    }
  };
  return others.length === 0
    ? [parseEncryptionKey(first!)]
    : [parsed(first!, 0), ...others.map((one, index) => parsed(one, index + 1))];
}

/** A stored secret that the given keys do not open. */
export class SecretNotReadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretNotReadable';
  }
}

/**
 * Encrypts what must not lie readable in the database: AES-256-GCM, bound to its org and column, so that a ciphertext
 * moved to another row or column does not open. Stored as `v1.<key id>.<iv>.<tag>.<data>`; the key id tells, while keys
 * rotate, which one opens it.
 */
export class Vault {
  readonly #keys: Map<string, Buffer>;
  readonly #currentId: string;

  /** The first key encrypts; the others only open what they once closed. */
  constructor(keys: [Buffer, ...Buffer[]]) {
    this.#keys = new Map(keys.map((key) => [keyId(key), key]));
    this.#currentId = keyId(keys[0]);
  }

  seal(orgId: string, column: string, secret: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.#currentId)!, iv);
    cipher.setAAD(Buffer.from(`${orgId}\0${column}`));
    const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return ['v1', this.#currentId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** Whether the ciphertext was made with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.#currentId;
  }

  /** Throws when the ciphertext was made for another org or column, was changed, or its key is not there. */
  open(orgId: string, column: string, sealed: string): string {
    const [version, id, iv, tag, data] = sealed.split('.');
    const key = version === 'v1' && id ? this.#keys.get(id) : undefined;
    if (!key || iv === undefined || tag === undefined || data === undefined) {
      throw new SecretNotReadable(
        `The secret ${column} of ${orgId} was encrypted with a key that is not in INLET_ENCRYPTION_KEY. Start with the key it was stored with.`,
      );
    }
    try {
      // Without a stated length Node takes a tag cut to four bytes, which can be guessed.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(`${orgId}\0${column}`));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new SecretNotReadable(
        `The secret ${column} of ${orgId} was changed in the database, or put there from another row. Enter it anew.`,
        { cause: error },
      );
    }
  }
}

function keyId(key: Buffer): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'inlet key id', 6)).toString('base64url');
}

/** A new random secret of 256 bits, with a prefix that tells a person (and a secret scanner) what it is. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** How keys that only need to be recognised are stored. They carry 256 random bits, so a plain hash is enough. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
