import type { TimelineEntry } from '@haat/contracts/http/timeline.ts';
import type { OrderId, QuoteId, SellerId, SellerOrderId, UserId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { Actor } from '@haat/platform/auth/actor.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
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

export interface OrderWithTimeline {
  readonly order: Order;
  readonly timeline: readonly TimelineEntry[];
}

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

/** Named one by one: a column that a later version adds gets its default from this one too. */
const columnsOf = (row: object | undefined, alias?: string) =>
  sql.join(Object.keys(row ?? {}).map((name) => sql.ref(alias ? `${alias}.${name}` : name)));

export interface OrderChange extends OrderWithTimeline {
  readonly events: readonly OrderEvent[];
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

/**
 * Stores what happened to an order as it was read. Where it is not so any more, for whoever did not lock it, the
 * transaction fails: see {@link isChangedMeanwhile}.
 */
export function storeEvents(
  unit: Unit,
  { order: before, timeline }: OrderWithTimeline,
  events: readonly OrderEvent[],
): OrderChange {
  if (events.length === 0) return { order: before, timeline, events };
  const after = { ...events.reduce(evolve, before), version: before.version + 1 };
  const at = new Date();
  const entries = events.map((event) => toTimelineRow(event, after, at));
  unit.send(storeChange(unit, before, after, entries));
  emitEvents(unit, after, events, at);
  return { order: after, timeline: [...timeline, ...entries.map(toEntry)], events };
}

/** Whether a transaction failed because somebody else changed the order that it was about. */
export function isChangedMeanwhile(error: unknown): boolean {
  const { code, table, column } = error as { code?: unknown; table?: unknown; column?: unknown };
  return code === NOT_NULL_VIOLATION && table === 'orders' && column === 'version';
}

const NOT_NULL_VIOLATION = '23502';

interface TimelineRow {
  readonly id: string;
  readonly order_id: OrderId;
  readonly seller_order_id: SellerOrderId | null;
  readonly kind: string;
  readonly text: string;
  readonly at: string;
}

const toTimelineRow = (event: OrderEvent, order: Order, at: Date): TimelineRow => ({
  id: uuidv7(),
  order_id: order.id,
  seller_order_id: 'part' in event ? event.part : null,
  kind: event.kind.replace('-', '_'),
  text: timelineText(event, order),
  at: at.toISOString(),
});

/**
 * The order, the parts that changed and what the timeline says of it, in one statement. An order that is not what it was
 * when it was read would be left without a version, which the table refuses.
 */
async function storeChange(
  unit: Unit,
  before: Order,
  after: Order,
  entries: readonly TimelineRow[],
): Promise<void> {
  const parts = after.parts
    .filter((part, index) => part !== before.parts[index])
    .map((part) => ({
      id: part.id,
      status: part.status,
      given_back: part.givenBack,
      carrier: part.tracking?.carrier ?? null,
      tracking_number: part.tracking?.number ?? null,
      delivered_at: part.deliveredAt,
      return_by: part.returnBy,
    }));
  await sql`
    with changed as (
      update orders
      set user_id = ${after.userId}, status = ${after.status}, payment_status = ${after.payment},
          cancellation_reason = ${after.cancellationReason}, updated_at = now(),
          version = case when version = ${before.version} then ${after.version}::bigint end
      where id = ${after.id}
      returning id
    ), parts as (
      update seller_orders
      set status = part.status, given_back = part.given_back, carrier = part.carrier,
          tracking_number = part.tracking_number, delivered_at = part.delivered_at, return_by = part.return_by
      from changed, jsonb_populate_recordset(null::seller_orders, ${JSON.stringify(parts)}::jsonb) part
      where seller_orders.id = part.id
    )
    insert into timeline (${columnsOf(entries[0])})
    select ${columnsOf(entries[0], 'entry')}
    from changed, jsonb_populate_recordset(null::timeline, ${JSON.stringify(entries)}::jsonb) entry
  `.execute(unit.query);
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
  given_back: number;
  carrier: string | null;
  tracking_number: string | null;
  dispatch_by: string;
  deliver_by: string;
  delivered_at: string | null;
  return_by: string | null;
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
    tax: number;
    cancelled: number;
  }[];
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

type LoadedEntry = Pick<TimelineRow, 'at' | 'kind' | 'text' | 'seller_order_id'>;

const toEntry = (entry: LoadedEntry): TimelineEntry => ({
  at: new Date(entry.at).toISOString(),
  kind: entry.kind,
  text: entry.text,
  sellerOrderId: entry.seller_order_id,
});

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

/** Inside JSON a time is text. */
const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

function toPart(part: LoadedPart, currency: string): SellerPart {
  return {
    id: part.id,
    number: part.number,
    sellerId: part.seller_id,
    sellerName: part.seller_name,
    status: part.status,
    amounts: amountsOf(part),
    givenBack: part.given_back,
    tracking: part.carrier ? { carrier: part.carrier, number: part.tracking_number ?? '' } : null,
    dispatchBy: part.dispatch_by,
    deliverBy: part.deliver_by,
    deliveredAt: toDate(part.delivered_at),
    returnBy: toDate(part.return_by),
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
      tax: money(line.tax, currency),
      cancelled: line.cancelled,
    })),
  };
}
