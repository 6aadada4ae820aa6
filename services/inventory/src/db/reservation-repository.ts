import type { OrderId } from '@haat/contracts/ids.ts';
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
  /** What is the order's still; sorted by offer, as every lock on stock is taken. */
  readonly lines: readonly StockLine[];
  /** There were lines, and every unit of them was given back. */
  readonly isEmptied: boolean;
}

/** @returns whether the row is new; an order has one reservation, whatever became of it */
export async function insertReservation(
  unit: Unit,
  orderId: OrderId,
  status: 'reserved' | 'released',
  expiresAt: Date,
  lines: readonly StockLine[],
): Promise<boolean> {
  const { rows } = await sql`
    with fresh as (
      insert into reservations (order_id, status, expires_at) values (${orderId}, ${status}, ${expiresAt})
      on conflict (order_id) do nothing returning order_id
    ), held as (
      insert into reservation_lines (order_id, offer_id, quantity)
      select fresh.order_id, line.offer_id, line.quantity
      from fresh, unnest(
        ${lines.map((line) => line.offerId)}::uuid[], ${lines.map((line) => line.quantity)}::integer[]
      ) as line (offer_id, quantity)
      -- An offer without a stock is short of units, which is for the caller to find.
      join stock using (offer_id)
    )
    select from fresh
  `.execute(unit.query);
  return rows.length > 0;
}

/** Locks the reservation: of two events about one order, one waits for the other. */
export async function lockReservation(unit: Unit, orderId: OrderId): Promise<StoredReservation | undefined> {
  return (await lockReservations(unit, [orderId])).get(orderId);
}

/** Locks those of several orders, in the order in which everybody does. */
export async function lockReservations(
  unit: Unit,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, StoredReservation>> {
  const { rows } = await sql<{
    order_id: OrderId;
    status: ReservationStatus;
    expires_at: Date;
    cancelled_at_version: number | null;
    lines: StockLine[] | null;
  }>`
    select order_id, status, expires_at, cancelled_at_version, (
      select json_agg(json_build_object('offerId', offer_id, 'quantity', quantity - given_back) order by offer_id)
      from reservation_lines line where line.order_id = reservation.order_id
    ) as lines
    from reservations reservation where order_id = any(${orderIds}::uuid[]) order by order_id for update
  `.execute(unit.query);
  return new Map(
    rows.map((row) => {
      const all = row.lines ?? [];
      const lines = all.filter((line) => line.quantity > 0);
      return [
        row.order_id,
        {
          status: row.status,
          expiresAt: row.expires_at,
          cancelledAtVersion: row.cancelled_at_version,
          lines,
          isEmptied: all.length > 0 && lines.length === 0,
        },
      ];
    }),
  );
}

/** @returns false where an order has not that many; what was added is to be undone then */
export async function addGivenBack(
  unit: Unit,
  orderId: OrderId,
  lines: readonly StockLine[],
): Promise<boolean> {
  const { rows } = await sql`
    update reservation_lines
    set given_back = reservation_lines.given_back + line.quantity
    from unnest(
      ${lines.map((line) => line.offerId)}::uuid[], ${lines.map((line) => line.quantity)}::integer[]
    ) as line (offer_id, quantity)
    where reservation_lines.order_id = ${orderId} and reservation_lines.offer_id = line.offer_id
      and reservation_lines.quantity - reservation_lines.given_back >= line.quantity
    returning reservation_lines.offer_id
  `.execute(unit.query);
  return rows.length === lines.length;
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
