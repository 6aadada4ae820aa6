import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findOrder, type OrderReader, SYSTEM, updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { OrderNotCancellable, OrderNotFound } from '../domain/order.errors.ts';
import { decide, type Order } from '../domain/order.ts';
import type { Upstream } from '../upstream/upstream.ts';

export const CANCEL_ORDER_ERRORS = [OrderNotFound, OrderNotCancellable] as const;

/**
 * Ends an order for its buyer. An open payment is ended first: money that came in between confirms the order, and
 * the cancellation then gives it back.
 * @throws order.not-found, order.not-cancellable
 */
export async function cancelOrder(
  { database, upstream }: { database: Database<OrderTables>; upstream: Upstream },
  reader: OrderReader,
  id: OrderId,
  reason: string,
): Promise<Order> {
  const order = await findOrder(database.query, reader, id);
  if (!order) throw OrderNotFound();
  const paid = await endPayment(upstream, order);
  const change = await database.transaction((unit) =>
    updateOrder(unit, SYSTEM, id, (current) => {
      const confirmed = paid ? decide({ kind: 'confirm-payment' }, current) : [];
      return confirmed.length > 0 ? confirmed : decide({ kind: 'cancel', reason }, current);
    }),
  );
  // Confirmed only now, by money that overtook the cancellation: a second pass cancels and refunds.
  if (change?.events.some((event) => event.kind === 'confirmed')) {
    return cancelOrder({ database, upstream }, reader, id, reason);
  }
  return change?.order ?? order;
}

/** @returns whether the money had come after all */
async function endPayment(upstream: Upstream, order: Order): Promise<boolean> {
  if (order.status !== 'placed' && order.status !== 'pending_payment') return false;
  const payment = await upstream.cancelPayment(order.id);
  return payment?.status === 'succeeded';
}
