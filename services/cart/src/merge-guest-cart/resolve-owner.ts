import type { Database } from '@haat/platform/db/database.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeCarts } from '../db/cart-repository.ts';
import type { CartTables } from '../db/tables.ts';
import { type CartOwner, guestOwner, userOwner } from '../domain/cart-owner.ts';
import type { GuestCookie } from '../guest-cookie.ts';

export interface OwnerDependencies {
  readonly database: Database<CartTables>;
  readonly cookie: GuestCookie;
}

/**
 * Whose cart the request is about; undefined for a visitor without one. The first request of a user who still
 * carries a guest's key merges that cart into the user's.
 */
export async function resolveOwner(
  { database, cookie }: OwnerDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CartOwner | undefined> {
  const key = cookie.read(request);
  if (request.actor.kind !== 'user') return key === undefined ? undefined : guestOwner(key);
  const user = userOwner(request.actor.userId);
  if (key !== undefined) {
    await database.transaction((unit) => mergeCarts(unit, guestOwner(key), user));
    cookie.clear(reply);
  }
  return user;
}
