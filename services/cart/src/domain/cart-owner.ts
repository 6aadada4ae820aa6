import { createHash } from 'node:crypto';

/** As long as a guest's cookie is kept after it was given. */
export const GUEST_CART_SECONDS = 90 * 24 * 3600;

/** Whose cart. A guest is known by the hash of the cookie, so that a leaked database opens no cart. */
export type CartOwner = `user:${string}` | `guest:${string}`;

export const userOwner = (userId: string): CartOwner => `user:${userId}`;
export const guestOwner = (key: string): CartOwner =>
  `guest:${createHash('sha256').update(key).digest('base64url')}`;
