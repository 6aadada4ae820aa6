import type {
  OrderListQuery,
  OrderPage,
  OrderStatus,
  OrderSummary,
  OwnOrderListQuery,
  OwnOrderState,
  SellerOrderStatus,
} from '@haat/contracts/http/order.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderTables } from '../db/tables.ts';

interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}
type Condition = RawBuilder<unknown>;

interface SummaryRow {
  id: string;
  number: string;
  status: OrderStatus;
  email: string;
  placed_at: Date;
  total: number;
  currency: string;
  item_count: number;
  title: string;
  image_urls: string[];
  parts: SellerOrderStatus[];
}

/** The buyer's own, newest first. */
export async function listOwnOrders(
  query: Kysely<OrderTables>,
  owner: UserId,
  { state, q, ...page }: OwnOrderListQuery,
): Promise<OrderPage> {
  const wanted = q?.trim();
  return listPage(query, page, [
    sql`user_id = ${owner}`,
    ...(state ? [OWN_STATES[state]] : []),
    ...(wanted ? [isNamed(wanted)] : []),
  ]);
}

/** Everybody's, newest first, for administrators. */
export async function listAllOrders(
  query: Kysely<OrderTables>,
  { status, q, ...page }: OrderListQuery,
): Promise<OrderPage> {
  const wanted = q?.trim();
  return listPage(query, page, [
    ...(status ? [sql`status = ${status}`] : []),
    ...(wanted ? [sql`(number = ${wanted.toUpperCase()} or lower(email) = ${wanted.toLowerCase()})`] : []),
  ]);
}

const partIn = (...statuses: SellerOrderStatus[]): Condition => sql`
  exists (select from seller_orders s where s.order_id = orders.id and s.status = any(${statuses}::text[]))`;

/** An order with several parcels can be in two of them, e.g. one that is delivered in part. */
const OWN_STATES: Readonly<Record<OwnOrderState, Condition>> = {
  to_pay: sql`status in ('placed', 'pending_payment')`,
  under_way: sql`status = 'confirmed' and ${partIn('to_pack', 'packed', 'shipped')}`,
  delivered: sql`status = 'confirmed' and ${partIn('delivered')}`,
  returns: sql`exists (select from returns r where r.order_id = orders.id)`,
  cancelled: sql`(status = 'cancelled' or (status = 'confirmed' and ${partIn('cancelled')}))`,
};

/** Some of the number, of an item's title or of a seller's name, whatever the case. */
function isNamed(words: string): Condition {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(
    number ilike ${pattern} or exists (
      select from seller_orders s join order_lines l on l.seller_order_id = s.id
      where s.order_id = orders.id and (s.seller_name ilike ${pattern} or l.title ilike ${pattern})
    )
  )`;
}

async function listPage(
  query: Kysely<OrderTables>,
  { limit = 20, cursor }: Page,
  conditions: readonly Condition[],
): Promise<OrderPage> {
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const { rows } = await sql<SummaryRow>`
    with page as (
      select * from orders
      where ${sql.join([sql`true`, ...conditions], sql` and `)}
        ${after ? sql`and (placed_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by placed_at desc, id desc
      limit ${limit + 1}
    )
    select page.id, page.number, page.status, page.email, page.placed_at, page.total, page.currency,
           lines.item_count, lines.title, lines.image_urls, parts.statuses as parts
    from page
    cross join lateral (
      select sum(l.quantity)::integer as item_count,
             (array_agg(l.title order by s.number, l.position))[1] as title,
             (array_agg(l.image_url order by s.number, l.position))[1:4] as image_urls
      from seller_orders s join order_lines l on l.seller_order_id = s.id where s.order_id = page.id
    ) lines
    cross join lateral (
      select array_agg(s.status order by s.number) as statuses from seller_orders s where s.order_id = page.id
    ) parts
    order by page.placed_at desc, page.id desc
  `.execute(query);
  const page = toPage(rows, limit, (row) => [row.placed_at.toISOString(), row.id]);
  return { items: page.rows.map(toSummary), nextCursor: page.nextCursor };
}

const toSummary = (row: SummaryRow): OrderSummary => ({
  id: row.id,
  number: row.number,
  status: row.status,
  email: row.email,
  placedAt: row.placed_at.toISOString(),
  total: money(row.total, row.currency),
  itemCount: row.item_count,
  title: row.title,
  sellerCount: row.parts.length,
  imageUrls: row.image_urls,
  parts: row.parts,
});
