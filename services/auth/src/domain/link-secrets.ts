import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkInMail } from './mail-texts.ts';

export type LinkPurpose =
  | 'registration'
  | 'email-verification'
  | 'password-reset'
  | 'email-change'
  | 'factor-removal';

export interface LinkSeed {
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly nonce: Buffer;
}

/** The hash tells which key the link was made by. */
export interface StoredLink extends LinkSeed {
  readonly tokenHash: Buffer;
}

/** The secrets of mails: the same each time they are worked out, and nowhere in between. */
export interface LinkSecrets {
  /** Of a new link: 256 bits, 43 characters. */
  token(seed: LinkSeed): string;
  /**
   * The token, and for those who type a code: six digits, to be tried a few times only.
   * @returns undefined when it was made by none of the keys
   */
  reveal(link: StoredLink): LinkInMail | undefined;
  isCode(link: StoredLink, code: string): boolean;
}

const CODES = 1_000_000;

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param keys of 32 bytes, for this and nothing else; links are made by the first one and go on under the others */
export function createLinkSecrets(keys: readonly [Buffer, ...Buffer[]]): LinkSecrets {
  const mac = (key: Buffer, use: 'token' | 'code', { purpose, subjectId, nonce }: LinkSeed) =>
    createHmac('sha256', key).update(`${use}\0${purpose}\0${subjectId}\0`).update(nonce).digest();
  const tokenBy = (key: Buffer, seed: LinkSeed) => mac(key, 'token', seed).toString('base64url');
  // Of 48 bits: no digit is likelier than another by as much as anybody could notice.
  const codeBy = (key: Buffer, seed: LinkSeed) =>
    String(mac(key, 'code', seed).readUIntBE(0, 6) % CODES).padStart(6, '0');
  const reveal = (link: StoredLink) => {
    for (const key of keys) {
      const token = tokenBy(key, link);
      if (hashOfSecret(token).equals(link.tokenHash)) return { token, code: codeBy(key, link) };
    }
    return undefined;
  };
  return {
    token: (seed) => tokenBy(keys[0], seed),
    reveal,
    isCode(link, given) {
      const right = reveal(link)?.code;
      return right !== undefined && timingSafeEqual(hashOfSecret(right), hashOfSecret(given));
    },
  };
}
