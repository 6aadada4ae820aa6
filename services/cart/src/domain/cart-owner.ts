import { createHash } from 'node:crypto';

/** Whose cart. A guest is known by the hash of the cookie, so that a leaked database opens no cart. */
export type CartOwner = `user:${string}` | `guest:${string}`;

export const userOwner = (userId: string): CartOwner => `user:${userId}`;
export const guestOwner = (key: string): CartOwner =>
  `guest:${createHash('sha256').update(key).digest('base64url')}`;
