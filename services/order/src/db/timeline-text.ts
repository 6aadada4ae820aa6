import { moneyText } from '../domain/money-text.ts';
import type { Order, OrderEvent } from '../domain/order.ts';
import { partOf } from '../domain/refund-quote.ts';

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
    case 'lines-cancelled':
      return `${cancelledText(event, order)} cancelled: ${event.reason}`;
    case 'refund-requested':
      return event.amount === null
        ? 'Your money is on its way back.'
        : `${moneyText(event.amount, order.currency)} is on its way back to you.`;
    case 'refunded':
      return event.full
        ? 'The full amount was refunded.'
        : `${moneyText(event.amount, order.currency)} was refunded.`;
    case 'packed':
      return `${seller} packed your items.`;
    case 'shipped':
      return `${seller} shipped your items with ${event.carrier}, tracking number ${event.trackingNumber}.`;
    case 'delivered':
      return `Your items from ${seller} were delivered.`;
  }
}

function cancelledText(event: Extract<OrderEvent, { kind: 'lines-cancelled' }>, order: Order): string {
  const { lines } = partOf(order, event.part);
  return event.takes.map(({ position, units }) => `${units.length} × ${lines[position]?.title}`).join(', ');
}
