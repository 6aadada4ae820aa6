import type { OrderId } from '@haat/contracts/ids.ts';
import type { PubSub } from '@haat/platform/pubsub/pubsub.ts';

/** Tells the open pages of an order, on whichever instance they hang, that it changed. */
export interface OrderChanges {
  announce(orderId: OrderId): Promise<void>;
  listen(orderId: OrderId, listener: () => void): Promise<() => Promise<void>>;
}

export function createOrderChanges(pubsub: PubSub): OrderChanges {
  const channel = (orderId: OrderId) => `order:${orderId}`;
  return {
    announce: (orderId) => pubsub.publish(channel(orderId), ''),
    listen: (orderId, listener) => pubsub.subscribe(channel(orderId), listener),
  };
}
