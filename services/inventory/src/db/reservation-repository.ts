import type { OfferId, OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { sql } from 'kysely';
import type { StockLine } from '../domain/stock.ts';
import type { InventoryTables, ReservationStatus } from './tables.ts';

type Unit = UnitOfWork<InventoryTables>;

export interface StoredReservation {
  readonly status: ReservationStatus;
  readonly expiresAt: Date;
  /** Version of the order when it was cancelled; null for one that was not. */
  readonly cancelledAtVersion: number | null;
}

/** @returns whether the row is new; an order has one reservation, whatever became of it */
export async function insertReservation(
  unit: Unit,
  orderId: OrderId,
  status: 'reserved' | 'released',
  expiresAt: Date,
): Promise<boolean> {
  const row = await unit.query
    .insertInto('reservations')
    .values({ order_id: orderId, status, expires_at: expiresAt, cancelled_at_version: null })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returning('order_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertLines(unit: Unit, orderId: OrderId, lines: readonly StockLine[]): Promise<void> {
  await unit.query
    .insertInto('reservation_lines')
    .values(lines.map((line) => ({ order_id: orderId, offer_id: line.offerId, quantity: line.quantity })))
    .execute();
}

/** Locks the reservation: of two events about one order, one waits for the other. */
export async function lockReservation(unit: Unit, orderId: OrderId): Promise<StoredReservation | undefined> {
  const row = await unit.query
    .selectFrom('reservations')
    .select(['status', 'expires_at', 'cancelled_at_version'])
    .where('order_id', '=', orderId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      status: row.status,
      expiresAt: row.expires_at,
      cancelledAtVersion: row.cancelled_at_version,
    }
  );
}

/** Sorted by offer, as every lock on stock is taken. */
export async function findLines(unit: Unit, orderId: OrderId): Promise<StockLine[]> {
  const rows = await unit.query
    .selectFrom('reservation_lines')
    .select(['offer_id', 'quantity'])
    .where('order_id', '=', orderId)
    .orderBy('offer_id')
    .execute();
  return rows.map((row) => ({ offerId: row.offer_id as OfferId, quantity: row.quantity }));
}

export async function setReservationStatus(
  unit: Unit,
  orderId: OrderId,
  status: ReservationStatus,
): Promise<void> {
  await unit.query
    .updateTable('reservations')
    .set({ status, updated_at: sql<Date>`now()` })
    .where('order_id', '=', orderId)
    .execute();
}

export async function markCancelled(unit: Unit, orderId: OrderId, orderVersion: number): Promise<void> {
  await unit.query
    .updateTable('reservations')
    .set({ cancelled_at_version: orderVersion })
    .where('order_id', '=', orderId)
    .execute();
}
