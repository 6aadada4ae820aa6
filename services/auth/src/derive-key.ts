import { hkdfSync } from 'node:crypto';

/** @param use what the key is for: each use has a key of its own (RFC 5869). @returns 32 bytes */
export const deriveKey = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `haat-auth ${use}`, 32));
