import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must not lie open in a table (AES-256-GCM). */
export interface Seal {
  /** @param of what it belongs to: it opens nowhere else */
  close(plain: string, of: string): Buffer;
  /** @returns undefined when it was closed by another key, belongs elsewhere or was tampered with */
  open(sealed: Buffer, of: string): string | undefined;
}

/** @param key of 32 bytes, for this and nothing else */
export const createSeal = (key: Buffer): Seal => ({
  close(plain, of) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of));
    return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  open(sealed, of) {
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
  },
});
