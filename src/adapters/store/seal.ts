/**
 * Encrypts what the database keeps of a caller's secrets, with AES-256-GCM and the key that also encrypts Temporal's
 * payloads. Without a key it is kept as it is.
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Seal {
  /** Whether there is a key. */
  readonly hides: boolean;
  close(text: string): string;
  /** Throws when the text was sealed and there is no key, or another one. */
  open(sealed: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** No JSON begins so. */
const SEALED = 'sealed:';

/** `key`: 32 bytes, the same in all processes of a deployment; null for none. */
export function createSeal(key: Buffer | null): Seal {
  return {
    hides: key !== null,
    close: (text) => (key === null ? text : SEALED + encrypt(key, text).toString('base64')),
    open: (stored) => {
      if (!stored.startsWith(SEALED)) return stored;
      if (key === null)
        throw new Error('the database has encrypted texts: PAYLOAD_ENCRYPTION_KEY is not set');
      return decrypt(key, Buffer.from(stored.slice(SEALED.length), 'base64'));
    },
  };
}

function encrypt(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
  try {
    return text + decipher.final('utf8');
  } catch (error) {
    throw new Error('the database has texts that another PAYLOAD_ENCRYPTION_KEY encrypted', { cause: error });
  }
}
