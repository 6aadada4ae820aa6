import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type OrderReader, SYSTEM } from '../db/order-reader.ts';
import { findOrder, updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { OrderNotCancellable, OrderNotFound } from '../domain/order.errors.ts';
import { decide, type Order, type OrderCommand } from '../domain/order.ts';
import type { Upstream } from '../upstream/upstream.ts';

export const CANCEL_ORDER_ERRORS = [OrderNotFound, OrderNotCancellable] as const;

interface Dependencies {
  readonly database: Database<OrderTables>;
  readonly upstream: Upstream;
}

/**
 * Ends an order for its buyer, also one that was paid while it was being cancelled: that money goes back.
 * @throws order.not-found, order.not-cancellable
 */
export async function cancelOrder(
  dependencies: Dependencies,
  reader: OrderReader,
  id: OrderId,
  reason: string,
): Promise<Order> {
  const order = await endUnpaidOrder(dependencies, reader, id, reason);
  if (order.status === 'cancelled') return order;
  const change = await dependencies.database.transaction((unit) =>
    updateOrder(unit, SYSTEM, id, (current) => decide({ kind: 'cancel', reason }, current)),
  );
  return change?.order ?? order;
}

/**
 * Ends an order that waits for its money. Its payment is ended first: money that came before that confirms the order.
 * One that does not wait any more stays as it is.
 * @throws order.not-found
 */
export async function endUnpaidOrder(
  { database, upstream }: Dependencies,
  reader: OrderReader,
  id: OrderId,
  reason: string,
): Promise<Order> {
  const order = await findOrder(database.query, reader, id);
  if (!order) throw OrderNotFound();
  if (!isWaiting(order)) return order;
  const payment = await upstream.cancelPayment(id);
  const command: OrderCommand =
    payment?.status === 'succeeded' ? { kind: 'confirm-payment' } : { kind: 'cancel', reason };
  const change = await database.transaction((unit) =>
    updateOrder(unit, SYSTEM, id, (current) => (isWaiting(current) ? decide(command, current) : [])),
  );
  return change?.order ?? order;
}

const isWaiting = ({ status }: Order): boolean => status === 'placed' || status === 'pending_payment';
