import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys } from './derive-key.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Opened {
  readonly plain: string;
  /** Closed by a key of before: to be closed anew. */
  readonly isStale: boolean;
}

/** Encrypts what must not lie open in a table (AES-256-GCM). */
export interface Seal {
  /** @param of what it belongs to: it opens nowhere else */
  close(plain: string, of: string): Buffer;
  /** @returns undefined when it was closed by none of the keys, belongs elsewhere or was tampered with */
  open(sealed: Buffer, of: string): Opened | undefined;
}

/**
 * @param keys for this and nothing else
 * @param onRefused what no key opened, to be told to who runs it
 */
export const createSeal = (keys: Keys, onRefused: (of: string) => void = () => {}): Seal => ({
  close(plain, of) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keys[0], nonce).setAAD(Buffer.from(of));
    return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  open(sealed, of) {
    for (const key of keys) {
      const plain = decrypt(key, sealed, of);
      if (plain !== undefined) return { plain, isStale: key !== keys[0] };
    }
    onRefused(of);
    return undefined;
  },
});

function decrypt(key: Buffer, sealed: Buffer, of: string): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(of))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
