import { randomBytes } from 'node:crypto';

/** 256 bits, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
