import type { OrderId } from '@haat/contracts/ids.ts';
import type { PubSub } from '@haat/platform/pubsub/pubsub.ts';
import type { OrderPage } from '../db/order-page.query.ts';
import type { OrderWithTimeline } from '../db/order-row.ts';
import { toOrderView } from '../db/to-order-view.ts';

/** What an open page is sent: the whole order as the buyer sees it. */
export interface OrderNews {
  readonly version: number;
  /** JSON of the view. */
  readonly data: string;
}

/** Tells the open pages of an order, on whichever instance they hang, that it changed. */
export interface OrderChanges {
  /** @param change of an order of which nothing was delivered, as it was committed; without it, whoever listens looks for himself */
  announce(orderId: OrderId, change?: OrderWithTimeline): Promise<void>;
  listen(orderId: OrderId, listener: (news: OrderNews | undefined) => void): Promise<() => Promise<void>>;
}

export const toNews = (found: OrderWithTimeline & Partial<OrderPage>): OrderNews => ({
  version: found.order.version,
  data: JSON.stringify(toOrderView(found)),
});

export function createOrderChanges(pubsub: PubSub): OrderChanges {
  const channel = (orderId: OrderId) => `order:${orderId}`;
  return {
    announce: (orderId, change) =>
      pubsub.publish(channel(orderId), change ? JSON.stringify(toNews(change)) : ''),
    listen: (orderId, listener) =>
      pubsub.subscribe(channel(orderId), (message) =>
        listener(message === '' ? undefined : (JSON.parse(message) as OrderNews)),
      ),
  };
}
