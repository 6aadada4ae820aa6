import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import type { OfferId, OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { sql } from 'kysely';
import { availabilityOf, mergeLines, type StockLine } from '../domain/stock.ts';
import type { InventoryTables, StockRow } from './tables.ts';

type Unit = UnitOfWork<InventoryTables>;
type Counter = 'available' | 'reserved' | 'sold';

/** From which counter to which a movement takes units. */
const MOVES = {
  reserved: { from: 'available', to: 'reserved' },
  released: { from: 'reserved', to: 'available' },
  sold: { from: 'reserved', to: 'sold' },
  soldFromShelf: { from: 'available', to: 'sold' },
  returned: { from: 'sold', to: 'available' },
} as const satisfies Record<string, { from: Counter; to: Counter }>;

/**
 * Moves units of several offers from one counter to another, all or none. One row is guarded by the update itself;
 * several are locked first, in the order of their ids.
 * @param lines merged and sorted, see mergeLines
 * @returns the offers that had too few units; empty when everything moved
 */
export async function moveUnits(
  unit: Unit,
  move: keyof typeof MOVES,
  lines: readonly StockLine[],
  orderId: OrderId,
): Promise<OfferId[]> {
  const { from, to } = MOVES[move];
  const ids = lines.map((line) => line.offerId);
  const short = lines.length > 1 ? await lockAndFindShort(unit, from, lines) : [];
  if (short.length > 0) return short;
  const { rows: moved } = await sql<StockRow & { moved: number }>`
    with moved as (
      update stock
      set ${sql.ref(from)} = stock.${sql.ref(from)} - line.quantity,
          ${sql.ref(to)} = stock.${sql.ref(to)} + line.quantity,
          version = stock.version + 1
      from unnest(${ids}::uuid[], ${lines.map((line) => line.quantity)}::integer[]) as line (offer_id, quantity)
      where stock.offer_id = line.offer_id and stock.${sql.ref(from)} >= line.quantity
      returning stock.*, line.quantity as moved
    ), recorded as (
      insert into movements (id, offer_id, kind, quantity, order_id)
      select id, moved.offer_id, ${move === 'soldFromShelf' ? 'sold' : move}, moved.moved, ${orderId}
      from moved
      join unnest(${ids}::uuid[], ${ids.map(() => uuidv7())}::uuid[]) as movement (offer_id, id) using (offer_id)
    )
    select * from moved
  `.execute(unit.query);
  if (moved.length < lines.length) return ids;
  for (const row of moved) {
    const before =
      row.available + (from === 'available' ? row.moved : 0) - (to === 'available' ? row.moved : 0);
    announceAvailability(unit, row, before);
  }
  return [];
}

/**
 * Counts what several orders hold as sold, and closes their reservations, in one statement.
 * @param reservations locked, and holding their units
 */
export async function sellReserved(
  unit: Unit,
  reservations: readonly { readonly orderId: OrderId; readonly lines: readonly StockLine[] }[],
): Promise<void> {
  const all = reservations.flatMap(({ orderId, lines }) => lines.map((line) => ({ ...line, orderId })));
  const sums = mergeLines(all);
  if (sums.length > 1) await lockAndFindShort(unit, 'reserved', sums);
  const { rows } = await sql`
    with moved as (
      update stock
      set reserved = stock.reserved - line.quantity, sold = stock.sold + line.quantity, version = stock.version + 1
      from unnest(
        ${sums.map((line) => line.offerId)}::uuid[], ${sums.map((line) => line.quantity)}::integer[]
      ) as line (offer_id, quantity)
      where stock.offer_id = line.offer_id
      returning stock.offer_id
    ), recorded as (
      insert into movements (id, offer_id, kind, quantity, order_id)
      select id, offer_id, 'sold', quantity, order_id from unnest(
        ${all.map(() => uuidv7())}::uuid[], ${all.map((line) => line.offerId)}::uuid[],
        ${all.map((line) => line.quantity)}::integer[], ${all.map((line) => line.orderId)}::uuid[]
      ) as line (id, offer_id, quantity, order_id)
    ), closed as (
      update reservations set status = 'committed', updated_at = now()
      where order_id = any(${reservations.map(({ orderId }) => orderId)}::uuid[])
    )
    select offer_id from moved
  `.execute(unit.query);
  if (rows.length < sums.length) throw new Error('a reservation holds units of an offer without a stock');
}

/**
 * Locks the rows in the order in which everybody does, so that what is read here still holds at the update. The lock is
 * that of the update: a stronger one would wait for the foreign keys of reservations that wait for it in turn.
 */
async function lockAndFindShort(unit: Unit, from: Counter, lines: readonly StockLine[]): Promise<OfferId[]> {
  const ids = lines.map((line) => line.offerId);
  const { rows } = await sql<{ offer_id: OfferId; units: number }>`
    select offer_id, ${sql.ref(from)} as units from stock
    where offer_id = any(${ids}::uuid[]) order by offer_id for no key update
  `.execute(unit.query);
  const units = new Map(rows.map((row) => [row.offer_id, row.units]));
  return lines.filter((line) => (units.get(line.offerId) ?? 0) < line.quantity).map((line) => line.offerId);
}

export async function recordMovements(
  unit: Unit,
  kind: InventoryTables['movements']['kind'],
  lines: readonly StockLine[],
  orderId: OrderId | null,
  note: string | null = null,
): Promise<void> {
  await sql`
    insert into movements (id, offer_id, kind, quantity, order_id, note)
    select id, offer_id, ${kind}, quantity, ${orderId}::uuid, ${note}::text
    from unnest(
      ${lines.map(() => uuidv7())}::uuid[], ${lines.map((line) => line.offerId)}::uuid[],
      ${lines.map((line) => line.quantity)}::integer[]
    ) as line (id, offer_id, quantity)
  `.execute(unit.query);
}

/** Tells of a change only when a buyer would see it. */
export function announceAvailability(unit: Unit, row: StockRow, availableBefore: number): void {
  const availability = availabilityOf(row.available, row.low_stock_at);
  if (availability === availabilityOf(availableBefore, row.low_stock_at)) return;
  unit.emit(
    AvailabilityChanged,
    {
      offerId: row.offer_id,
      productId: row.product_id,
      sellerId: row.seller_id,
      availability,
    },
    Number(row.version),
  );
}
