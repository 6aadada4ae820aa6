import type { OrderId, QuoteId, SellerOrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, sql } from 'kysely';
import type { Order, OrderEvent } from '../domain/order.ts';
import { columnsOf } from './columns.ts';
import { mayRead, type OrderReader } from './order-reader.ts';
import {
  type LoadedEntry,
  type LoadedPart,
  type OrderRow,
  type OrderWithTimeline,
  toEntry,
  toOrder,
} from './order-row.ts';
import { type OrderChange, storeEvents } from './store-order-events.ts';
import type { OrderTables } from './tables.ts';

type Unit = UnitOfWork<OrderTables>;
type Query = Kysely<OrderTables>;

/** For the views: the order and its timeline in one round trip. */
export async function findOrderWithTimeline(
  query: Query,
  reader: OrderReader,
  id: OrderId,
): Promise<OrderWithTimeline | undefined> {
  const found = await loadRow(query, sql`o.id = ${id}`);
  if (!found || !mayRead(reader, found.order)) return undefined;
  return { order: found.order, timeline: found.timeline };
}

/**
 * The same, for who is going to change it: whoever comes next waits until this transaction ends. It is read behind the
 * lock, for a statement that waited shows the new order with its old parts.
 */
export async function lockOrder(
  unit: Unit,
  reader: OrderReader,
  id: OrderId,
): Promise<OrderWithTimeline | undefined> {
  // Nobody holds up an order that is not theirs.
  if (reader.kind !== 'system' && !(await findOrder(unit.query, reader, id))) return undefined;
  unit.send(sql`select from orders where id = ${id} for no key update`.execute(unit.query));
  return findOrderWithTimeline(unit.query, reader, id);
}

export async function findOrder(query: Query, reader: OrderReader, id: OrderId): Promise<Order | undefined> {
  const order = await load(query, sql`o.id = ${id}`);
  return order && mayRead(reader, order) ? order : undefined;
}

/** Orders that guests placed with an address, however it was spelled. */
export async function guestOrdersOf(query: Query, email: string): Promise<OrderId[]> {
  const rows = await query
    .selectFrom('orders')
    .select('id')
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .where('user_id', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export const findOrderOfQuote = (query: Query, quoteId: QuoteId): Promise<OrderWithTimeline | undefined> =>
  loadRow(query, sql`o.quote_id = ${quoteId}`);

/** @returns the order that holds a seller's part, when it is that seller's */
export async function findOrderOfPart(
  query: Query,
  reader: OrderReader,
  part: SellerOrderId,
): Promise<Order | undefined> {
  const row = await query
    .selectFrom('seller_orders')
    .select(['order_id', 'seller_id'])
    .where('id', '=', part)
    .executeTakeFirst();
  if (!row) return undefined;
  // Another seller's part of the same order is as far away as another order's.
  if (reader.kind === 'seller' && row.seller_id !== reader.sellerId) return undefined;
  return findOrder(query, reader, row.order_id);
}

/**
 * Records an order with its parts and lines, in one statement: whole or not at all.
 * @param lineTaxes of each part's lines
 * @returns false when the quote has an order already
 */
export async function insertOrder(
  query: Query,
  order: Order,
  lineTaxes: readonly number[][],
): Promise<boolean> {
  const row = {
    id: order.id,
    number: order.number,
    quote_id: order.quoteId,
    cart_id: order.cartId,
    user_id: order.userId,
    email: order.email,
    buyer_name: order.buyerName,
    address: order.address,
    status: order.status,
    payment_status: order.payment,
    currency: order.currency,
    ...order.amounts,
    pay_by: order.payBy,
    cancellation_reason: null,
    version: order.version,
    placed_at: order.placedAt,
    updated_at: order.placedAt,
  };
  const parts = order.parts.map((part) => ({
    id: part.id,
    order_id: order.id,
    number: part.number,
    seller_id: part.sellerId,
    seller_name: part.sellerName,
    status: part.status,
    ...part.amounts,
    dispatch_by: part.dispatchBy,
    deliver_by: part.deliverBy,
    placed_at: order.placedAt,
  }));
  const lines = order.parts.flatMap((part, partIndex) =>
    part.lines.map((line, position) => ({
      seller_order_id: part.id,
      position,
      offer_id: line.offerId,
      product_id: line.productId,
      product_slug: line.productSlug,
      sku: line.sku,
      title: line.title,
      options: line.options,
      image_url: line.imageUrl,
      quantity: line.quantity,
      unit_price: line.unitPrice.amount,
      line_total: line.lineTotal.amount,
      tax: lineTaxes[partIndex]?.[position] ?? 0,
    })),
  );
  const { rows } = await sql`
    with fresh as (
      insert into orders (${columnsOf(row)})
      select ${columnsOf(row)} from jsonb_populate_record(null::orders, ${JSON.stringify(row)}::jsonb)
      on conflict (quote_id) do nothing returning id
    ), parts as (
      insert into seller_orders (${columnsOf(parts[0])})
      select ${columnsOf(parts[0], 'part')}
      from fresh, jsonb_populate_recordset(null::seller_orders, ${JSON.stringify(parts)}::jsonb) part
    ), lines as (
      insert into order_lines (${columnsOf(lines[0])})
      select ${columnsOf(lines[0], 'line')}
      from fresh, jsonb_populate_recordset(null::order_lines, ${JSON.stringify(lines)}::jsonb) line
    )
    select from fresh
  `.execute(query);
  return rows.length > 0;
}

/**
 * Locks an order, lets `decideChange` say what happens to it, and stores the outcome: rows, timeline and the events
 * that other services hear of, in the caller's transaction, with whose COMMIT they leave.
 * @returns undefined when there is no such order for this reader
 */
export async function updateOrder(
  unit: Unit,
  reader: OrderReader,
  id: OrderId,
  decideChange: (order: Order) => OrderEvent[],
): Promise<OrderChange | undefined> {
  const found = await lockOrder(unit, reader, id);
  return found && storeEvents(unit, found, decideChange(found.order));
}

async function load(query: Query, condition: ReturnType<typeof sql>): Promise<Order | undefined> {
  return (await loadRow(query, condition))?.order;
}

/** An order with its parts, lines and timeline in one round trip. */
async function loadRow(
  query: Query,
  condition: ReturnType<typeof sql>,
): Promise<OrderWithTimeline | undefined> {
  const { rows } = await sql<OrderRow & { parts: LoadedPart[]; timeline: LoadedEntry[] | null }>`
    select o.*, (
      select json_agg(
        to_jsonb(s) || jsonb_build_object('lines', (
          select jsonb_agg(to_jsonb(l) order by l.position) from order_lines l where l.seller_order_id = s.id
        )) order by s.number
      ) from seller_orders s where s.order_id = o.id
    ) as parts, (
      select json_agg(t order by t.id) from timeline t where t.order_id = o.id
    ) as timeline
    from orders o where ${condition}
  `.execute(query);
  const row = rows[0];
  return row && { order: toOrder(row, row.parts), timeline: (row.timeline ?? []).map(toEntry) };
}
