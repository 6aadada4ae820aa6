import type { OrderPage, OrderStatus, OrderSummary, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, sql } from 'kysely';
import type { OrderTables } from '../db/tables.ts';

export interface OrderFilter {
  readonly status?: OrderStatus;
  /** Order number or e-mail address, whole. */
  readonly q?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

interface SummaryRow {
  id: string;
  number: string;
  status: OrderStatus;
  email: string;
  placed_at: Date;
  total: number;
  currency: string;
  item_count: number;
  image_urls: string[];
  parts: SellerOrderStatus[];
}

/** Newest first. @param owner the buyer whose orders they must be; null lists everybody's, for administrators */
export async function listOrders(
  query: Kysely<OrderTables>,
  owner: UserId | null,
  { status, q, limit = 20, cursor }: OrderFilter,
): Promise<OrderPage> {
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const wanted = q?.trim();
  const { rows } = await sql<SummaryRow>`
    with page as (
      select * from orders
      where true
        ${owner ? sql`and user_id = ${owner}` : sql``}
        ${status ? sql`and status = ${status}` : sql``}
        ${wanted ? sql`and (number = ${wanted.toUpperCase()} or lower(email) = ${wanted.toLowerCase()})` : sql``}
        ${after ? sql`and (placed_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by placed_at desc, id desc
      limit ${limit + 1}
    )
    select page.id, page.number, page.status, page.email, page.placed_at, page.total, page.currency,
           lines.item_count, lines.image_urls, parts.statuses as parts
    from page
    cross join lateral (
      select sum(l.quantity)::integer as item_count,
             (array_agg(l.image_url order by l.position))[1:4] as image_urls
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
  sellerCount: row.parts.length,
  imageUrls: row.image_urls,
  parts: row.parts,
});
