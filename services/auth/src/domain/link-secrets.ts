import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type LinkPurpose = 'registration' | 'email-verification' | 'password-reset' | 'email-change';

export interface LinkSeed {
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly nonce: Buffer;
}

/** The secrets of mails: the same each time they are worked out, and nowhere in between. */
export interface LinkSecrets {
  /** For the link: 256 bits, 43 characters. */
  token(seed: LinkSeed): string;
  /** For those who type: six digits, to be tried a few times only. */
  code(seed: LinkSeed): string;
  isCode(seed: LinkSeed, code: string): boolean;
}

const CODES = 1_000_000;

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param key of 32 bytes, for this and nothing else */
export function createLinkSecrets(key: Buffer): LinkSecrets {
  const mac = (use: 'token' | 'code', { purpose, subjectId, nonce }: LinkSeed) =>
    createHmac('sha256', key).update(`${use}\0${purpose}\0${subjectId}\0`).update(nonce).digest();
  // Of 48 bits: no digit is likelier than another by as much as anybody could notice.
  const code = (seed: LinkSeed) => String(mac('code', seed).readUIntBE(0, 6) % CODES).padStart(6, '0');
  return {
    token: (seed) => mac('token', seed).toString('base64url'),
    code,
    isCode: (seed, given) => timingSafeEqual(hashOfSecret(code(seed)), hashOfSecret(given)),
  };
}
