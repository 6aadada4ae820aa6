import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import type { CancelledPart } from '../domain/cancel-lines.ts';
import type { OrderTables } from './tables.ts';

/** What was given back for the same request before. */
export async function findCancellation(
  query: Kysely<OrderTables>,
  orderId: OrderId,
  requestKey: string,
): Promise<RefundQuote | undefined> {
  const row = await query
    .selectFrom('cancellations')
    .select('refund')
    .where('order_id', '=', orderId)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  return row?.refund;
}

/** The record of it, and the units; the order is locked and has been changed already. */
export async function insertCancellation(
  unit: UnitOfWork<OrderTables>,
  cancellation: {
    readonly orderId: OrderId;
    readonly requestKey: string;
    readonly reason: string;
    readonly refund: RefundQuote;
    readonly parts: readonly CancelledPart[];
  },
): Promise<void> {
  const { orderId, requestKey, reason, refund, parts } = cancellation;
  const lines = parts.flatMap(({ part, takes }) =>
    takes.map(({ position, units }) => ({ part, position, quantity: units.length })),
  );
  await unit.query
    .insertInto('cancellations')
    .values({
      id: uuidv7(),
      order_id: orderId,
      request_key: requestKey,
      reason,
      refund: JSON.stringify(refund),
    })
    .execute();
  await sql`
    update order_lines set cancelled = order_lines.cancelled + taken.quantity
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as taken (part uuid, position smallint, quantity integer)
    where order_lines.seller_order_id = taken.part and order_lines.position = taken.position
  `.execute(unit.query);
}
