import type { Order, OrderEvent } from '../domain/order.ts';

/** One line for the buyer's timeline. */
export function timelineText(event: OrderEvent, order: Order): string {
  const seller = 'part' in event ? order.parts.find((part) => part.id === event.part)?.sellerName : undefined;
  switch (event.kind) {
    case 'placed':
      return 'Order placed. We hold your items while you pay.';
    case 'confirmed':
      return 'Payment received. The sellers have been told.';
    case 'payment-failed':
      return `The payment did not go through: ${event.message}`;
    case 'cancelled':
      return `Order cancelled: ${event.reason}`;
    case 'refund-requested':
      return 'Your money is on its way back.';
    case 'refunded':
      return event.full ? 'The full amount was refunded.' : 'A part of the amount was refunded.';
    case 'packed':
      return `${seller} packed your items.`;
    case 'shipped':
      return `${seller} shipped your items with ${event.carrier}, tracking number ${event.trackingNumber}.`;
    case 'delivered':
      return `Your items from ${seller} were delivered.`;
  }
}
