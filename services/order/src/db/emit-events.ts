import type { EventPayload } from '@haat/contracts/define-event.ts';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderPacked } from '@haat/contracts/events/seller-order-packed.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { addRefunds, type LineTake } from '../domain/allocation.ts';
import type { Order, OrderEvent, SellerPart } from '../domain/order.ts';
import { partOf } from '../domain/refund-quote.ts';
import { dueAt, movedBy, noteOf } from '../domain/return.ts';
import type { OrderTables } from './tables.ts';

/** Tells other services of what happened to an order, in the transaction in which it did. */
export function emitEvents(
  unit: UnitOfWork<OrderTables>,
  order: Order,
  events: readonly OrderEvent[],
  at: Date,
): void {
  const cancelled = events.filter((event) => event.kind === 'lines-cancelled');
  if (cancelled.length > 0) unit.emit(LinesCancelled, linesCancelled(order, cancelled, at), order.version);
  for (const event of events) {
    switch (event.kind) {
      case 'placed':
        unit.emit(OrderPlaced, snapshot(order), order.version);
        break;
      case 'confirmed':
        unit.emit(OrderConfirmed, snapshot(order), order.version);
        break;
      case 'cancelled':
        unit.emit(
          OrderCancelled,
          {
            ...snapshot(order),
            reason: event.reason,
            wasPlaced: order.payment !== 'none',
            wasPaid: PAID.has(order.payment),
            ...(event.itemised ? { itemised: true } : {}),
          },
          order.version,
        );
        break;
      case 'refund-requested':
        unit.emit(
          RefundRequested,
          {
            orderId: order.id,
            refundId: event.refundId ?? uuidv7(),
            amount: event.amount === null ? null : money(event.amount, order.currency),
            reason: event.reason,
            parts: event.parts.map(({ part, amount }) => ({
              sellerOrderId: part,
              sellerId: partOf(order, part).sellerId,
              amount: money(amount, order.currency),
            })),
          },
          order.version,
        );
        break;
      case 'packed':
        unit.emit(SellerOrderPacked, partSnapshot(order, event.part, at), order.version);
        break;
      case 'shipped':
        unit.emit(
          SellerOrderShipped,
          {
            ...partSnapshot(order, event.part, at),
            carrier: event.carrier,
            trackingNumber: event.trackingNumber,
          },
          order.version,
        );
        break;
      case 'delivered':
        unit.emit(SellerOrderDelivered, partSnapshot(order, event.part, at), order.version);
        break;
      case 'claimed':
        unit.emit(
          OrderClaimed,
          {
            orderId: order.id,
            orderNumber: order.number,
            userId: event.userId,
            delivered: order.parts.flatMap((part) =>
              part.deliveredAt
                ? [
                    {
                      sellerOrderId: part.id,
                      sellerId: part.sellerId,
                      sellerName: part.sellerName,
                      at: part.deliveredAt.toISOString(),
                      lines: unitsSent(part),
                    },
                  ]
                : [],
            ),
          },
          order.version,
        );
        break;
      case 'return-moved':
        unit.emit(ReturnMoved, returnMoved(order, event, at), order.version);
        break;
      case 'lines-cancelled':
        // Told above, all parts in one.
        break;
      case 'payment-failed':
      case 'refunded':
        // Told by the payment service already.
        break;
    }
  }
}

const PAID: ReadonlySet<Order['payment']> = new Set(['succeeded', 'refunding', 'refunded']);

function snapshot(order: Order): OrderSnapshot {
  return {
    orderId: order.id,
    orderNumber: order.number,
    cartId: order.cartId,
    userId: order.userId,
    email: order.email,
    buyerName: order.buyerName,
    placedAt: order.placedAt.toISOString(),
    total: money(order.amounts.total, order.currency),
    sellerOrders: order.parts.map((part) => ({
      sellerOrderId: part.id,
      number: part.number,
      sellerId: part.sellerId,
      sellerName: part.sellerName,
      total: money(part.amounts.total, order.currency),
      deliverBy: part.deliverBy,
      lines: part.lines.map(({ offerId, productId, title, quantity, lineTotal }) => ({
        offerId,
        productId,
        title,
        quantity,
        lineTotal,
      })),
    })),
  };
}

function linesCancelled(
  order: Order,
  parts: readonly Extract<OrderEvent, { kind: 'lines-cancelled' }>[],
  at: Date,
): EventPayload<typeof LinesCancelled> {
  const refund = addRefunds(parts.map((part) => part.refund));
  return {
    orderId: order.id,
    orderNumber: order.number,
    cancellationId: uuidv7(),
    userId: order.userId,
    email: order.email,
    buyerName: order.buyerName,
    at: at.toISOString(),
    reason: parts[0]?.reason ?? '',
    refund: money(refund.total, order.currency),
    orderEnded: order.status === 'cancelled',
    sellerOrders: parts.map((cancelled) => {
      const part = partOf(order, cancelled.part);
      return {
        sellerOrderId: part.id,
        number: part.number,
        sellerId: part.sellerId,
        sellerName: part.sellerName,
        refund: money(cancelled.refund.total, order.currency),
        ended: cancelled.ends,
        lines: unitsTaken(part, cancelled.takes),
      };
    }),
  };
}

function returnMoved(
  order: Order,
  { part: id, return: moved, refund }: Extract<OrderEvent, { kind: 'return-moved' }>,
  at: Date,
): EventPayload<typeof ReturnMoved> {
  const part = partOf(order, id);
  const { state } = moved;
  return {
    returnId: moved.id,
    number: moved.number,
    orderId: order.id,
    orderNumber: order.number,
    sellerOrderId: part.id,
    sellerId: part.sellerId,
    sellerName: part.sellerName,
    userId: order.userId,
    email: order.email,
    buyerName: order.buyerName,
    at: at.toISOString(),
    status: state.status,
    by: movedBy(state),
    reason: moved.reason,
    note: noteOf(state),
    due: dueAt(state)?.toISOString() ?? null,
    tracking:
      state.status === 'shipped_back' ? { carrier: state.carrier, number: state.trackingNumber } : null,
    refund: money(refund, order.currency),
    restock: state.status === 'received' && state.restock,
    lines: unitsTaken(part, moved.takes),
  };
}

const unitsTaken = (part: SellerPart, takes: readonly LineTake[]) =>
  takes.flatMap(({ position, units }) => {
    const line = part.lines[position];
    if (!line) return [];
    const { offerId, productId, title } = line;
    return [{ offerId, productId, title, quantity: units.length }];
  });

/** What was cancelled is in no parcel. */
const unitsSent = (part: SellerPart) =>
  part.lines.flatMap(({ offerId, productId, title, quantity, cancelled }) =>
    quantity > cancelled ? [{ offerId, productId, title, quantity: quantity - cancelled }] : [],
  );

function partSnapshot(order: Order, id: SellerOrderId, at: Date) {
  const part = partOf(order, id);
  const lines = unitsSent(part);
  return {
    orderId: order.id,
    orderNumber: order.number,
    sellerOrderId: part.id,
    number: part.number,
    sellerId: part.sellerId,
    sellerName: part.sellerName,
    userId: order.userId,
    email: order.email,
    buyerName: order.buyerName,
    at: at.toISOString(),
    deliverBy: part.deliverBy,
    titles: lines.map((line) => line.title),
    lines,
  };
}
