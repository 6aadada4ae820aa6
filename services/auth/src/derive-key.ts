import { hkdfSync } from 'node:crypto';
import type { AuthConfig } from './config.ts';

/** Of one use, 32 bytes each. The first one closes and signs; each opens what was closed or signed by it. */
export type Keys = readonly [current: Buffer, ...previous: Buffer[]];

/** @param use what the key is for: each use has a key of its own (RFC 5869). @returns 32 bytes */
export const deriveKey = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `haat-auth ${use}`, 32));

/** Keys by their use, from the secret of today and those of before. */
export const keyRing =
  ({ AUTH_SECRET, AUTH_SECRET_PREVIOUS }: Pick<AuthConfig, 'AUTH_SECRET' | 'AUTH_SECRET_PREVIOUS'>) =>
  (use: string): Keys => [
    deriveKey(AUTH_SECRET, use),
    ...(AUTH_SECRET_PREVIOUS?.split(',') ?? []).map((secret) => deriveKey(secret.trim(), use)),
  ];
