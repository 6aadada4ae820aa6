import type { OrderId, QuoteId, SellerId, SellerOrderId, UserId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { Actor } from '@haat/platform/auth/actor.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Buyer, OrderKeys } from '../buyer.ts';
import { evolve, type Order, type OrderEvent, type SellerPart } from '../domain/order.ts';
import { emitEvents } from './emit-events.ts';
import type { OrderTables } from './tables.ts';
import { timelineText } from './timeline-text.ts';

type Unit = UnitOfWork<OrderTables>;
type Query = Kysely<OrderTables>;

/**
 * On whose behalf orders are read and changed. `system` is this service itself: sagas, events of other services.
 * There is no way to ask for an order without saying who asks.
 */
export type OrderReader =
  | { readonly kind: 'system' }
  | { readonly kind: 'admin'; readonly actor: Actor }
  | { readonly kind: 'seller'; readonly sellerId: SellerId }
  | { readonly kind: 'buyer'; readonly userId: UserId }
  | { readonly kind: 'guest'; readonly orderId: OrderId | null };

export const SYSTEM: OrderReader = { kind: 'system' };

/** What a buyer's request gives a right to: the account's orders, or the one order whose key it shows. */
export function readerOf(buyer: Buyer, keys: OrderKeys, orderId: OrderId): OrderReader {
  if (buyer.actor.kind === 'user' && !keys.opens(orderId, buyer.orderKey)) {
    return { kind: 'buyer', userId: buyer.actor.userId };
  }
  return { kind: 'guest', orderId: keys.opens(orderId, buyer.orderKey) ? orderId : null };
}

export async function findOrder(query: Query, reader: OrderReader, id: OrderId): Promise<Order | undefined> {
  const order = await load(query, sql`o.id = ${id}`, false);
  return order && mayRead(reader, order) ? order : undefined;
}

export const findOrderOfQuote = (query: Query, quoteId: QuoteId): Promise<Order | undefined> =>
  load(query, sql`o.quote_id = ${quoteId}`, false);

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

export async function insertOrder(
  unit: Unit,
  order: Order,
  lineTaxes: readonly number[][],
): Promise<boolean> {
  const inserted = await unit.query
    .insertInto('orders')
    .values({
      id: order.id,
      number: order.number,
      quote_id: order.quoteId,
      cart_id: order.cartId,
      user_id: order.userId,
      email: order.email,
      buyer_name: order.buyerName,
      address: JSON.stringify(order.address),
      status: order.status,
      payment_status: order.payment,
      currency: order.currency,
      ...order.amounts,
      pay_by: order.payBy,
      cancellation_reason: null,
      placed_at: order.placedAt,
    })
    .onConflict((conflict) => conflict.column('quote_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await unit.query
    .insertInto('seller_orders')
    .values(
      order.parts.map((part) => ({
        id: part.id,
        order_id: order.id,
        number: part.number,
        seller_id: part.sellerId,
        seller_name: part.sellerName,
        status: part.status,
        ...part.amounts,
        carrier: null,
        tracking_number: null,
        dispatch_by: part.dispatchBy,
        deliver_by: part.deliverBy,
        placed_at: order.placedAt,
      })),
    )
    .execute();
  await unit.query
    .insertInto('order_lines')
    .values(
      order.parts.flatMap((part, partIndex) =>
        part.lines.map((line, position) => ({
          seller_order_id: part.id,
          position,
          offer_id: line.offerId as never,
          product_id: line.productId as never,
          product_slug: line.productSlug,
          sku: line.sku,
          title: line.title,
          options: JSON.stringify(line.options),
          image_url: line.imageUrl,
          quantity: line.quantity,
          unit_price: line.unitPrice.amount,
          line_total: line.lineTotal.amount,
          tax: lineTaxes[partIndex]?.[position] ?? 0,
        })),
      ),
    )
    .execute();
  return true;
}

export interface OrderChange {
  readonly order: Order;
  readonly events: readonly OrderEvent[];
}

/**
 * Locks an order, lets `decideChange` say what happens to it, and stores the outcome: rows, timeline and the events
 * that other services hear of, in the caller's transaction.
 * @returns undefined when there is no such order for this reader
 */
export async function updateOrder(
  unit: Unit,
  reader: OrderReader,
  id: OrderId,
  decideChange: (order: Order) => OrderEvent[],
): Promise<OrderChange | undefined> {
  const before = await load(unit.query, sql`o.id = ${id}`, true);
  if (!before || !mayRead(reader, before)) return undefined;
  const events = decideChange(before);
  if (events.length === 0) return { order: before, events };
  const after = { ...events.reduce(evolve, before), version: before.version + 1 };
  await unit.query
    .updateTable('orders')
    .set({
      status: after.status,
      payment_status: after.payment,
      cancellation_reason: after.cancellationReason,
      version: after.version,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute();
  await storeParts(unit, before, after);
  const at = new Date();
  await unit.query
    .insertInto('timeline')
    .values(
      events.map((event) => ({
        id: uuidv7(),
        order_id: id,
        seller_order_id: 'part' in event ? event.part : null,
        kind: event.kind.replace('-', '_'),
        text: timelineText(event, after),
        at,
      })),
    )
    .execute();
  emitEvents(unit, after, events, at);
  return { order: after, events };
}

/** Writes the parts that changed; all of them alike in one statement when the whole order moved. */
async function storeParts(unit: Unit, before: Order, after: Order): Promise<void> {
  const changed = after.parts.filter((part, index) => part !== before.parts[index]);
  const first = changed[0];
  if (!first) return;
  await unit.query
    .updateTable('seller_orders')
    .set({
      status: first.status,
      carrier: first.tracking?.carrier ?? null,
      tracking_number: first.tracking?.number ?? null,
    })
    .where(
      'id',
      'in',
      changed.map((part) => part.id),
    )
    .execute();
}

function mayRead(reader: OrderReader, order: Order): boolean {
  switch (reader.kind) {
    case 'system':
    case 'admin':
      return true;
    case 'seller':
      return order.parts.some((part) => part.sellerId === reader.sellerId);
    case 'buyer':
      return order.userId === reader.userId;
    case 'guest':
      return order.id === reader.orderId;
  }
}

interface LoadedPart {
  id: SellerOrderId;
  number: string;
  seller_id: SellerId;
  seller_name: string;
  status: SellerPart['status'];
  subtotal: number;
  shipping: number;
  tax: number;
  discount: number;
  total: number;
  carrier: string | null;
  tracking_number: string | null;
  dispatch_by: string;
  deliver_by: string;
  lines: {
    offer_id: string;
    product_id: string;
    product_slug: string;
    sku: string;
    title: string;
    options: Record<string, string>;
    image_url: string;
    quantity: number;
    unit_price: number;
    line_total: number;
  }[];
}

/** An order with its parts and lines in one round trip. */
async function load(
  query: Query,
  condition: ReturnType<typeof sql>,
  lock: boolean,
): Promise<Order | undefined> {
  const { rows } = await sql<OrderRow & { parts: LoadedPart[] }>`
    select o.*, (
      select json_agg(
        to_jsonb(s) || jsonb_build_object('lines', (
          select jsonb_agg(to_jsonb(l) order by l.position) from order_lines l where l.seller_order_id = s.id
        )) order by s.number
      ) from seller_orders s where s.order_id = o.id
    ) as parts
    from orders o where ${condition}
    ${lock ? sql`for update of o` : sql``}
  `.execute(query);
  const row = rows[0];
  return row && toOrder(row, row.parts);
}

interface OrderRow {
  id: OrderId;
  number: string;
  quote_id: QuoteId;
  cart_id: Order['cartId'];
  user_id: UserId | null;
  email: string;
  buyer_name: string;
  address: Order['address'];
  status: Order['status'];
  payment_status: Order['payment'];
  currency: string;
  subtotal: number;
  shipping: number;
  tax: number;
  discount: number;
  total: number;
  pay_by: Date;
  cancellation_reason: string | null;
  version: number;
  placed_at: Date;
}

const amountsOf = ({ subtotal, shipping, tax, discount, total }: Order['amounts']) => ({
  subtotal,
  shipping,
  tax,
  discount,
  total,
});

function toOrder(row: OrderRow, parts: readonly LoadedPart[]): Order {
  return {
    id: row.id,
    number: row.number,
    quoteId: row.quote_id,
    cartId: row.cart_id,
    userId: row.user_id,
    email: row.email,
    buyerName: row.buyer_name,
    address: row.address,
    status: row.status,
    payment: row.payment_status,
    currency: row.currency,
    amounts: amountsOf(row),
    payBy: row.pay_by,
    cancellationReason: row.cancellation_reason,
    version: Number(row.version),
    placedAt: row.placed_at,
    parts: parts.map((part) => toPart(part, row.currency)),
  };
}

function toPart(part: LoadedPart, currency: string): SellerPart {
  return {
    id: part.id,
    number: part.number,
    sellerId: part.seller_id,
    sellerName: part.seller_name,
    status: part.status,
    amounts: amountsOf(part),
    tracking: part.carrier ? { carrier: part.carrier, number: part.tracking_number ?? '' } : null,
    dispatchBy: part.dispatch_by,
    deliverBy: part.deliver_by,
    lines: part.lines.map((line) => ({
      offerId: line.offer_id,
      productId: line.product_id,
      productSlug: line.product_slug,
      sku: line.sku,
      title: line.title,
      options: line.options,
      imageUrl: line.image_url,
      quantity: line.quantity,
      unitPrice: money(line.unit_price, currency),
      lineTotal: money(line.line_total, currency),
    })),
  };
}
