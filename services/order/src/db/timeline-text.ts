import type { ReturnReason } from '@haat/contracts/http/return.ts';
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
    case 'claimed':
      return 'The order belongs to an account now.';
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
    case 'return-moved':
      return returnText(event, order);
  }
}

function returnText(event: Extract<OrderEvent, { kind: 'return-moved' }>, order: Order): string {
  const { sellerName, lines } = partOf(order, event.part);
  const { number, reason, takes, state } = event.return;
  switch (state.status) {
    case 'requested': {
      const items = takes.map(({ position, units }) => `${units.length} × ${lines[position]?.title}`);
      return `Return ${number} asked for: ${items.join(', ')} (${REASON_WORDS[reason]}).`;
    }
    case 'approved':
      return state.by === 'rule'
        ? `Return ${number} is approved: ${sellerName} did not answer in time.`
        : `${state.by === 'staff' ? 'Haat' : sellerName} approved return ${number}.`;
    case 'refused':
      return `${state.by === 'staff' ? 'Haat' : sellerName} refused return ${number}: ${state.reason}`;
    case 'shipped_back':
      return `Return ${number} was sent with ${state.carrier}, tracking number ${state.trackingNumber}.`;
    case 'received':
      return state.by === 'seller'
        ? `${sellerName} received return ${number}.`
        : state.by === 'staff'
          ? `Haat settled return ${number}: ${state.condition}`
          : `Return ${number} counts as received: ${sellerName} did not say otherwise in time.`;
    case 'refunded':
      return `Return ${number} is refunded.`;
    case 'withdrawn':
      return state.by === 'rule'
        ? `Return ${number} lapsed: nothing was sent back in time.`
        : `Return ${number} was withdrawn.`;
  }
}

const REASON_WORDS: Readonly<Record<ReturnReason, string>> = {
  damaged: 'arrived damaged',
  defective: 'does not work',
  wrong_item: 'another item than ordered',
  not_as_described: 'not as described',
  does_not_fit: 'does not fit',
  changed_mind: 'not wanted any more',
  other: 'another reason',
};

function cancelledText(event: Extract<OrderEvent, { kind: 'lines-cancelled' }>, order: Order): string {
  const { lines } = partOf(order, event.part);
  return event.takes.map(({ position, units }) => `${units.length} × ${lines[position]?.title}`).join(', ');
}
