import type { Address, OrderLine, OrderStatus, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { CartId, OrderId, QuoteId, SellerId, SellerOrderId, UserId } from '@haat/contracts/ids.ts';
import { OrderEnded, OrderNotCancellable, OrderNotRefundable, WrongFulfilmentStep } from './order.errors.ts';
import type { Amounts } from './pricing.ts';

export type PaymentState = 'none' | 'pending' | 'succeeded' | 'failed' | 'refunding' | 'refunded';

export interface SellerPart {
  readonly id: SellerOrderId;
  readonly number: string;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly status: SellerOrderStatus;
  readonly lines: readonly OrderLine[];
  readonly amounts: Amounts;
  readonly tracking: { readonly carrier: string; readonly number: string } | null;
  /** YYYY-MM-DD. */
  readonly dispatchBy: string;
  readonly deliverBy: string;
}

export interface Order {
  readonly id: OrderId;
  readonly number: string;
  readonly quoteId: QuoteId;
  readonly cartId: CartId;
  /** Null for a guest. */
  readonly userId: UserId | null;
  readonly email: string;
  readonly buyerName: string;
  readonly address: Address;
  readonly status: OrderStatus;
  readonly payment: PaymentState;
  readonly currency: string;
  readonly amounts: Amounts;
  readonly payBy: Date;
  readonly cancellationReason: string | null;
  readonly version: number;
  readonly placedAt: Date;
  readonly parts: readonly SellerPart[];
}

export type OrderCommand =
  | { readonly kind: 'await-payment' }
  | { readonly kind: 'confirm-payment' }
  | { readonly kind: 'note-failed-payment'; readonly message: string }
  | { readonly kind: 'cancel'; readonly reason: string }
  | { readonly kind: 'refund'; readonly reason: string }
  | { readonly kind: 'note-refund'; readonly full: boolean }
  | { readonly kind: 'pack'; readonly part: SellerOrderId }
  | {
      readonly kind: 'ship';
      readonly part: SellerOrderId;
      readonly carrier: string;
      readonly trackingNumber: string;
    }
  | { readonly kind: 'deliver'; readonly part: SellerOrderId };

export type OrderEvent =
  | { readonly kind: 'placed' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'payment-failed'; readonly message: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'refund-requested'; readonly reason: string }
  | { readonly kind: 'refunded'; readonly full: boolean }
  | { readonly kind: 'packed'; readonly part: SellerOrderId }
  | {
      readonly kind: 'shipped';
      readonly part: SellerOrderId;
      readonly carrier: string;
      readonly trackingNumber: string;
    }
  | { readonly kind: 'delivered'; readonly part: SellerOrderId };

/**
 * What a command makes of an order. Commands that come twice, or late, give no event: events of other services
 * arrive at least once and in any order.
 * @throws order.ended, order.not-cancellable, order.not-refundable, order.wrong-step
 */
export function decide(command: OrderCommand, order: Order): OrderEvent[] {
  switch (command.kind) {
    case 'await-payment':
      if (order.status === 'cancelled') throw OrderEnded();
      return order.status === 'placed' ? [{ kind: 'placed' }] : [];
    case 'confirm-payment':
      return confirmPayment(order);
    case 'note-failed-payment':
      return order.status === 'pending_payment' && order.payment !== 'succeeded'
        ? [{ kind: 'payment-failed', message: command.message }]
        : [];
    case 'cancel':
      return cancel(order, command.reason);
    case 'refund':
      if (order.payment === 'refunding' || order.payment === 'refunded') return [];
      if (order.payment !== 'succeeded') throw OrderNotRefundable();
      return [{ kind: 'refund-requested', reason: command.reason }];
    case 'note-refund':
      return order.payment === 'refunded' ? [] : [{ kind: 'refunded', full: command.full }];
    case 'pack':
      return step(order, command.part, 'to_pack', { kind: 'packed', part: command.part });
    case 'ship':
      return step(order, command.part, 'packed', {
        kind: 'shipped',
        part: command.part,
        carrier: command.carrier,
        trackingNumber: command.trackingNumber,
      });
    case 'deliver':
      return step(order, command.part, 'shipped', { kind: 'delivered', part: command.part });
  }
}

function confirmPayment(order: Order): OrderEvent[] {
  switch (order.status) {
    case 'placed':
    case 'pending_payment':
      return [{ kind: 'confirmed' }];
    case 'confirmed':
      return [];
    case 'cancelled':
      // The money came after the end: it is never kept in silence.
      return order.payment === 'refunding' || order.payment === 'refunded'
        ? []
        : [{ kind: 'refund-requested', reason: 'The payment arrived after the order had ended.' }];
  }
}

function cancel(order: Order, reason: string): OrderEvent[] {
  if (order.status === 'cancelled') return [];
  if (order.status !== 'confirmed') return [{ kind: 'cancelled', reason }];
  if (order.parts.some((part) => part.status !== 'to_pack')) throw OrderNotCancellable();
  const refund: OrderEvent[] = order.payment === 'succeeded' ? [{ kind: 'refund-requested', reason }] : [];
  return [{ kind: 'cancelled', reason }, ...refund];
}

function step(order: Order, id: SellerOrderId, from: SellerOrderStatus, event: OrderEvent): OrderEvent[] {
  const part = order.parts.find((candidate) => candidate.id === id);
  if (part?.status !== from) throw WrongFulfilmentStep({ status: part?.status });
  return [event];
}

/** The order after an event. The version grows once a change, by the repository. */
export function evolve(order: Order, event: OrderEvent): Order {
  switch (event.kind) {
    case 'placed':
      return { ...order, status: 'pending_payment', payment: 'pending' };
    case 'confirmed':
      return { ...order, status: 'confirmed', payment: 'succeeded', parts: withStatus(order, 'to_pack') };
    case 'payment-failed':
      return { ...order, payment: 'failed' };
    case 'cancelled':
      return {
        ...order,
        status: 'cancelled',
        cancellationReason: event.reason,
        parts: withStatus(order, 'cancelled'),
      };
    case 'refund-requested':
      return { ...order, payment: 'refunding' };
    case 'refunded':
      return { ...order, payment: event.full ? 'refunded' : order.payment };
    case 'packed':
      return withPart(order, event.part, { status: 'packed' });
    case 'shipped':
      return withPart(order, event.part, {
        status: 'shipped',
        tracking: { carrier: event.carrier, number: event.trackingNumber },
      });
    case 'delivered':
      return withPart(order, event.part, { status: 'delivered' });
  }
}

const withStatus = (order: Order, status: SellerOrderStatus): SellerPart[] =>
  order.parts.map((part) => ({ ...part, status }));

const withPart = (order: Order, id: SellerOrderId, change: Partial<SellerPart>): Order => ({
  ...order,
  parts: order.parts.map((part) => (part.id === id ? { ...part, ...change } : part)),
});
