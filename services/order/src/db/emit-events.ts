import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderPacked } from '@haat/contracts/events/seller-order-packed.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Order, OrderEvent } from '../domain/order.ts';
import type { OrderTables } from './tables.ts';

/** Tells other services of what happened to an order, in the transaction in which it did. */
export function emitEvents(
  unit: UnitOfWork<OrderTables>,
  order: Order,
  events: readonly OrderEvent[],
  at: Date,
): void {
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
          { ...snapshot(order), reason: event.reason, wasPlaced: order.payment !== 'none' },
          order.version,
        );
        break;
      case 'refund-requested':
        unit.emit(
          RefundRequested,
          { orderId: order.id, refundId: uuidv7(), amount: null, reason: event.reason },
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
      case 'payment-failed':
      case 'refunded':
        // Told by the payment service already.
        break;
    }
  }
}

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

function partSnapshot(order: Order, id: SellerOrderId, at: Date) {
  const part = order.parts.find((candidate) => candidate.id === id);
  if (!part) throw new Error(`order ${order.id} has no part ${id}`);
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
    titles: part.lines.map((line) => line.title),
    lines: part.lines.map(({ offerId, productId, title, quantity }) => ({
      offerId,
      productId,
      title,
      quantity,
    })),
  };
}
