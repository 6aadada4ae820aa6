import type { OrderId, SellerId, UserId } from '@haat/contracts/ids.ts';
import type { Actor } from '@haat/platform/auth/actor.ts';
import type { Buyer, OrderKeys } from '../buyer.ts';
import type { Order } from '../domain/order.ts';

/**
 * On whose behalf orders are read and changed. `system` is this service itself: sagas, events of other services.
 * There is no way to ask for an order without saying who asks.
 */
export type OrderReader =
  | { readonly kind: 'system' }
  | { readonly kind: 'admin'; readonly actor: Actor }
  | { readonly kind: 'seller'; readonly sellerId: SellerId }
  | { readonly kind: 'buyer'; readonly userId: UserId }
  | { readonly kind: 'guest'; readonly orderId: OrderId | null };

export const SYSTEM: OrderReader = { kind: 'system' };

/** What a buyer's request gives a right to: the account's orders, or the one order whose key it shows. */
export function readerOf(buyer: Buyer, keys: OrderKeys, orderId: OrderId): OrderReader {
  if (buyer.actor.kind === 'user' && !keys.opens(orderId, buyer.orderKey)) {
    return { kind: 'buyer', userId: buyer.actor.userId };
  }
  return { kind: 'guest', orderId: keys.opens(orderId, buyer.orderKey) ? orderId : null };
}

export function mayRead(reader: OrderReader, order: Order): boolean {
  switch (reader.kind) {
    case 'system':
    case 'admin':
      return true;
    case 'seller':
      return order.parts.some((part) => part.sellerId === reader.sellerId);
    case 'buyer':
      return order.userId === reader.userId;
    case 'guest':
      return order.id === reader.orderId;
  }
}
