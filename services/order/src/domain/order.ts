import type { Address, OrderedLine, OrderStatus, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { LineUnits } from '@haat/contracts/http/refund.ts';
import type { CartId, OrderId, QuoteId, SellerId, SellerOrderId, UserId } from '@haat/contracts/ids.ts';
import { addRefunds } from './allocation.ts';
import { type CancelledPart, cancelLines } from './cancel-lines.ts';
import { OrderEnded, OrderNotCancellable, OrderNotRefundable, WrongFulfilmentStep } from './order.errors.ts';
import type { Amounts } from './pricing.ts';
import type { Return } from './return.ts';

export type PaymentState = 'none' | 'pending' | 'succeeded' | 'failed' | 'refunding' | 'refunded';

export interface SellerPart {
  readonly id: SellerOrderId;
  readonly number: string;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly status: SellerOrderStatus;
  readonly lines: readonly OrderedLine[];
  readonly amounts: Amounts;
  /** Minor units of `amounts.total` that went back to the buyer or are on their way. */
  readonly givenBack: number;
  readonly tracking: { readonly carrier: string; readonly number: string } | null;
  /** YYYY-MM-DD. */
  readonly dispatchBy: string;
  readonly deliverBy: string;
  readonly deliveredAt: Date | null;
  /** Until when its items may be sent back, set at the delivery. */
  readonly returnBy: Date | null;
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
  | { readonly kind: 'cancel-lines'; readonly lines: readonly LineUnits[]; readonly reason: string }
  | { readonly kind: 'claim'; readonly userId: UserId }
  | { readonly kind: 'refund'; readonly reason: string }
  | { readonly kind: 'note-refund'; readonly full: boolean; readonly amount: number }
  | { readonly kind: 'pack'; readonly part: SellerOrderId }
  | {
      readonly kind: 'ship';
      readonly part: SellerOrderId;
      readonly carrier: string;
      readonly trackingNumber: string;
    }
  | { readonly kind: 'deliver'; readonly part: SellerOrderId; readonly at: Date; readonly returnBy: Date };

export type OrderEvent =
  | { readonly kind: 'placed' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'payment-failed'; readonly message: string }
  | { readonly kind: 'cancelled'; readonly reason: string; readonly itemised?: true }
  | ({ readonly kind: 'lines-cancelled'; readonly reason: string } & CancelledPart)
  | { readonly kind: 'claimed'; readonly userId: UserId }
  | RefundRequest
  | { readonly kind: 'refunded'; readonly full: boolean; readonly amount: number }
  | { readonly kind: 'packed'; readonly part: SellerOrderId }
  | {
      readonly kind: 'shipped';
      readonly part: SellerOrderId;
      readonly carrier: string;
      readonly trackingNumber: string;
    }
  | { readonly kind: 'delivered'; readonly part: SellerOrderId; readonly at: Date; readonly returnBy: Date }
  | ReturnMoved;

/** A return of some of a part's units was asked for, or went on. */
export interface ReturnMoved {
  readonly kind: 'return-moved';
  readonly part: SellerOrderId;
  /** As it is after it. */
  readonly return: Return;
  /** Minor units that go back for it, or will when it is settled. */
  readonly refund: number;
  /** It is settled with this very step. */
  readonly settles: boolean;
}

export interface RefundRequest {
  readonly kind: 'refund-requested';
  readonly reason: string;
  /** Minor units; null: all that is left of the payment. */
  readonly amount: number | null;
  /** Makes it happen once; null: nobody needs to know it. */
  readonly refundId: string | null;
  /** Of which parts, where they had been sold. */
  readonly parts: readonly { readonly part: SellerOrderId; readonly amount: number }[];
}

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
    case 'cancel-lines':
      return cancelSome(order, command.lines, command.reason);
    case 'claim':
      return isClaimable(order) ? [{ kind: 'claimed', userId: command.userId }] : [];
    case 'refund':
      if (order.payment === 'refunding' || order.payment === 'refunded') return [];
      if (order.payment !== 'succeeded') throw OrderNotRefundable();
      return [refundOfTheRest(order, command.reason)];
    case 'note-refund':
      return order.payment === 'refunded'
        ? []
        : [{ kind: 'refunded', full: command.full, amount: command.amount }];
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
      return step(order, command.part, 'shipped', { ...command, kind: 'delivered' });
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
        : [
            {
              kind: 'refund-requested',
              reason: 'The payment arrived after the order had ended.',
              amount: null,
              refundId: null,
              parts: [],
            },
          ];
  }
}

function cancel(order: Order, reason: string): OrderEvent[] {
  if (order.status === 'cancelled') return [];
  if (order.status !== 'confirmed') return [{ kind: 'cancelled', reason }];
  const open = order.parts.filter((part) => part.status !== 'cancelled');
  if (open.some((part) => part.status !== 'to_pack')) throw OrderNotCancellable();
  const refund = order.payment === 'succeeded' ? [refundOfTheRest(order, reason)] : [];
  return [{ kind: 'cancelled', reason }, ...refund];
}

/** A guest's, and paid for: what was never an order is nobody's history. */
const isClaimable = ({ userId, status, payment }: Order): boolean =>
  userId === null &&
  (status === 'confirmed' ||
    (status === 'cancelled' && ['succeeded', 'refunding', 'refunded'].includes(payment)));

function cancelSome(order: Order, lines: readonly LineUnits[], reason: string): OrderEvent[] {
  const parts = cancelLines(order, lines);
  const events = parts.map((part): OrderEvent => ({ kind: 'lines-cancelled', reason, ...part }));
  const ends = events.reduce(evolve, order).parts.every((part) => part.status === 'cancelled');
  const amount = addRefunds(parts.map((part) => part.refund)).total;
  return [
    ...events,
    ...(ends ? [{ kind: 'cancelled', reason, itemised: true } as const] : []),
    ...(amount > 0
      ? [
          {
            kind: 'refund-requested',
            reason,
            amount,
            refundId: null,
            parts: parts.map(({ part, refund }) => ({ part, amount: refund.total })),
          } as const,
        ]
      : []),
  ];
}

const refundOfTheRest = (order: Order, reason: string): RefundRequest => ({
  kind: 'refund-requested',
  reason,
  amount: null,
  refundId: null,
  parts: order.parts.flatMap((part) => {
    const amount = part.amounts.total - part.givenBack;
    return amount > 0 ? [{ part: part.id, amount }] : [];
  }),
});

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
    case 'lines-cancelled':
      return withPart(order, event.part, (part) => ({
        lines: part.lines.map((line, position) => {
          const taken = event.takes.find((take) => take.position === position)?.units.length ?? 0;
          return taken === 0 ? line : { ...line, cancelled: line.cancelled + taken };
        }),
        givenBack: part.givenBack + event.refund.total,
        ...(event.ends ? { status: 'cancelled' } : {}),
      }));
    case 'claimed':
      return { ...order, userId: event.userId };
    case 'refund-requested':
      return requestRefund(order, event.amount);
    case 'refunded':
      return { ...order, payment: event.full ? 'refunded' : order.payment };
    case 'packed':
      return withPart(order, event.part, () => ({ status: 'packed' }));
    case 'shipped':
      return withPart(order, event.part, () => ({
        status: 'shipped',
        tracking: { carrier: event.carrier, number: event.trackingNumber },
      }));
    case 'delivered':
      return withPart(order, event.part, () => ({
        status: 'delivered',
        deliveredAt: event.at,
        returnBy: event.returnBy,
      }));
    case 'return-moved':
      return withPart(order, event.part, (part) => ({
        givenBack: part.givenBack + (event.settles ? event.refund : 0),
      }));
  }
}

const withStatus = (order: Order, status: SellerOrderStatus): SellerPart[] =>
  order.parts.map((part) => ({ ...part, status }));

const withPart = (
  order: Order,
  id: SellerOrderId,
  change: (part: SellerPart) => Partial<SellerPart>,
): Order => ({
  ...order,
  parts: order.parts.map((part) => (part.id === id ? { ...part, ...change(part) } : part)),
});

/** Which units a part of the money is for was said by the event before; all of it is for everything. */
function requestRefund(order: Order, amount: number | null): Order {
  const parts = amount === null ? order.parts.map(withAllGivenBack) : order.parts;
  const all = parts.every((part) => part.givenBack === part.amounts.total);
  return { ...order, parts, payment: all ? 'refunding' : order.payment };
}

const withAllGivenBack = (part: SellerPart): SellerPart =>
  part.givenBack === part.amounts.total ? part : { ...part, givenBack: part.amounts.total };
