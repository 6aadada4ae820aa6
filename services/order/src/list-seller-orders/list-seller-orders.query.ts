import type { SellerOrder, SellerOrderPage, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, sql } from 'kysely';
import type { LoadedLine } from '../db/order-row.ts';
import type { OrderTables } from '../db/tables.ts';
import { isForSeller, toTotals } from '../db/to-order-view.ts';

interface PartRow {
  id: string;
  number: string;
  seller_id: string;
  seller_name: string;
  status: SellerOrderStatus;
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
  delivered_at: Date | null;
  return_by: Date | null;
  placed_at: Date;
  order_number: string;
  address: SellerOrder['address'];
  currency: string;
  lines: LoadedLine[];
  timeline: { at: string; kind: string; text: string; seller_order_id: string | null }[];
}

/** Newest first. Orders that wait for their payment are none of the seller's business yet. */
export async function listSellerOrders(
  query: Kysely<OrderTables>,
  owner: { readonly sellerId: SellerId },
  { status, limit = 20, cursor }: { status?: SellerOrderStatus; limit?: number; cursor?: string },
): Promise<SellerOrderPage> {
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const [{ rows }, counts] = await Promise.all([
    sql<PartRow>`
      with page as (
        select * from seller_orders
        where seller_id = ${owner.sellerId}
          and status = any(${status ? [status] : VISIBLE}::text[])
          ${after ? sql`and (placed_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
        order by placed_at desc, id desc
        limit ${limit + 1}
      )
      select page.*, o.number as order_number, o.address, o.currency, lines.lines, history.timeline
      from page
      join orders o on o.id = page.order_id
      cross join lateral (
        select json_agg(to_jsonb(l) order by l.position) as lines
        from order_lines l where l.seller_order_id = page.id
      ) lines
      cross join lateral (
        select coalesce(json_agg(to_jsonb(t) order by t.id), '[]') as timeline
        from timeline t
        where t.order_id = page.order_id and (t.seller_order_id is null or t.seller_order_id = page.id)
      ) history
      order by page.placed_at desc, page.id desc
    `.execute(query),
    query
      .selectFrom('seller_orders')
      .select(['status', (where) => where.fn.countAll<number>().as('count')])
      .where('seller_id', '=', owner.sellerId)
      .groupBy('status')
      .execute(),
  ]);
  const page = toPage(rows, limit, (row) => [row.placed_at.toISOString(), row.id]);
  return {
    items: page.rows.map(toSellerOrder),
    nextCursor: page.nextCursor,
    counts: Object.fromEntries(
      counts.filter((row) => row.status !== 'awaiting_payment').map((row) => [row.status, Number(row.count)]),
    ),
  };
}

const VISIBLE: SellerOrderStatus[] = ['to_pack', 'packed', 'shipped', 'delivered', 'cancelled'];

const toSellerOrder = (row: PartRow): SellerOrder => ({
  id: row.id,
  number: row.number,
  orderNumber: row.order_number,
  sellerId: row.seller_id,
  sellerName: row.seller_name,
  status: row.status,
  address: row.address,
  placedAt: row.placed_at.toISOString(),
  dispatchBy: row.dispatch_by,
  deliverBy: row.deliver_by,
  deliveredAt: row.delivered_at?.toISOString() ?? null,
  returnBy: row.return_by?.toISOString() ?? null,
  tracking: row.carrier ? { carrier: row.carrier, number: row.tracking_number ?? '' } : null,
  totals: toTotals(row, row.currency),
  givenBack: money(row.given_back, row.currency),
  lines: row.lines.map((line) => ({
    offerId: line.offer_id,
    productId: line.product_id,
    productSlug: line.product_slug,
    sku: line.sku,
    title: line.title,
    options: line.options,
    imageUrl: line.image_url,
    quantity: line.quantity,
    unitPrice: money(line.unit_price, row.currency),
    lineTotal: money(line.line_total, row.currency),
    tax: money(line.tax, row.currency),
    cancelled: line.cancelled,
  })),
  timeline: row.timeline
    .map((entry) => ({
      at: new Date(entry.at).toISOString(),
      kind: entry.kind,
      text: entry.text,
      sellerOrderId: entry.seller_order_id,
    }))
    .filter((entry) => isForSeller(entry, row.id)),
});
