import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ORDER_KEY_HEADER } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Actor } from '@haat/platform/auth/actor.ts';
import type { FastifyRequest } from 'fastify';

/** Who buys: an account, or a guest known by the cart's cookie and, for an order, by that order's key. */
export interface Buyer {
  readonly actor: Actor;
  readonly guestKey: string | undefined;
  readonly orderKey: string | undefined;
}

export function buyerOf(request: FastifyRequest): Buyer {
  const orderKey = request.headers[ORDER_KEY_HEADER];
  return {
    actor: request.actor,
    guestKey: request.guestKey,
    orderKey: typeof orderKey === 'string' ? orderKey : undefined,
  };
}

/** Owner of a quote; undefined for a visitor who has no cart either. */
export function quoteOwner(buyer: Buyer): string | undefined {
  if (buyer.actor.kind === 'user') return `user:${buyer.actor.userId}`;
  return buyer.guestKey && `guest:${createHash('sha256').update(buyer.guestKey).digest('base64url')}`;
}

/** Makes and checks the keys that open a guest's orders. They are derived, so none is stored. */
export interface OrderKeys {
  of(orderId: OrderId): string;
  opens(orderId: OrderId, key: string | undefined): boolean;
}

export function createOrderKeys(secret: string): OrderKeys {
  // A key object: made of bytes each time, it costs more than the hash.
  const hmacKey = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'haat order keys', 32)));
  const of = (orderId: OrderId) => createHmac('sha256', hmacKey).update(orderId).digest('base64url');
  return {
    of,
    opens: (orderId, key) => {
      const expected = Buffer.from(of(orderId));
      const given = Buffer.from(key ?? '');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
