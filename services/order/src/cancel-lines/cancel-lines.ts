import type { CancelLinesBody } from '@haat/contracts/http/order.ts';
import type { LineUnits, RefundQuote } from '@haat/contracts/http/refund.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findCancellation, insertCancellation } from '../db/cancellation-repository.ts';
import type { OrderReader } from '../db/order-reader.ts';
import { findOrder, lockOrder } from '../db/order-repository.ts';
import { storeEvents } from '../db/store-order-events.ts';
import type { OrderTables } from '../db/tables.ts';
import { type CancelledPart, cancelLines as decideLines } from '../domain/cancel-lines.ts';
import { LineNotFound, LinesNotCancellable, OrderNotFound, TooManyUnits } from '../domain/order.errors.ts';
import { decide, type Order } from '../domain/order.ts';
import { explainCancellation, toRefundQuote } from '../domain/refund-quote.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

export const CANCEL_LINES_ERRORS = [OrderNotFound, LineNotFound, LinesNotCancellable, TooManyUnits] as const;

export interface CancelLinesDependencies {
  readonly database: Database<OrderTables>;
  readonly changes: OrderChanges;
}

/**
 * What would go back to the buyer.
 * @throws order.not-found, order.line-not-found, order.lines-not-cancellable, order.too-many-units
 */
export async function quoteCancellation(
  { database }: CancelLinesDependencies,
  reader: OrderReader,
  id: OrderId,
  lines: readonly LineUnits[],
): Promise<RefundQuote> {
  const order = await findOrder(database.query, reader, id);
  if (!order) throw OrderNotFound();
  return quoteOf(order, decideLines(order, lines));
}

/**
 * Takes units out of an order and gives their price back: lines, statuses, timeline and the events that make others
 * refund and restock, in one transaction.
 * @param requestKey the same again changes nothing more, also where the first answer was lost in a crash
 * @throws order.not-found, order.line-not-found, order.lines-not-cancellable, order.too-many-units
 */
export async function cancelLines(
  { database, changes }: CancelLinesDependencies,
  reader: OrderReader,
  id: OrderId,
  { lines, reason }: CancelLinesBody,
  requestKey: string,
): Promise<{ readonly order: Order; readonly refund: RefundQuote }> {
  const result = await database.transaction(async (unit) => {
    // Fifty at once wait for each other, where deciding anew each time would let the last one give up.
    const known = await lockOrder(unit, reader, id);
    if (!known) throw OrderNotFound();
    const earlier = await findCancellation(unit.query, id, requestKey);
    if (earlier) return { order: known.order, refund: earlier };
    const events = decide({ kind: 'cancel-lines', lines, reason }, known.order);
    const parts = events.filter((event) => event.kind === 'lines-cancelled');
    const refund = quoteOf(known.order, parts);
    const change = storeEvents(unit, known, events);
    await insertCancellation(unit, { orderId: id, requestKey, reason, refund, parts });
    return { order: change.order, refund };
  });
  await changes.announce(id);
  return result;
}

const quoteOf = (order: Order, parts: readonly CancelledPart[]): RefundQuote =>
  toRefundQuote(order, parts, explainCancellation(order, parts));
