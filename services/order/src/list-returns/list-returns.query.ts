import type { ReturnListQuery, ReturnPage } from '@haat/contracts/http/return.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, sql } from 'kysely';
import { type ReturnRow, toStoredReturn } from '../db/return-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { toReturnView } from '../db/to-return-view.ts';

type ListedRow = ReturnRow & {
  order_number: string;
  seller_name: string;
  lines: { offer_id: string; title: string; options: Record<string, string>; image_url: string }[];
};

/** Newest first, with the number in each state. @param owner null: everybody's, for staff */
export async function listReturns(
  query: Kysely<OrderTables>,
  owner: { readonly sellerId: SellerId } | null,
  { status, limit = 20, cursor }: ReturnListQuery,
): Promise<ReturnPage> {
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const [{ rows }, counts] = await Promise.all([
    sql<ListedRow>`
      with page as (
        select * from returns
        where true
          ${owner ? sql`and seller_id = ${owner.sellerId}` : sql``}
          ${status ? sql`and status = ${status}` : sql``}
          ${after ? sql`and (requested_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
        order by requested_at desc, id desc
        limit ${limit + 1}
      )
      select page.*, o.number as order_number, s.seller_name, lines.lines
      from page
      join orders o on o.id = page.order_id
      join seller_orders s on s.id = page.seller_order_id
      cross join lateral (
        select json_agg(to_jsonb(l) order by l.position) as lines
        from order_lines l where l.seller_order_id = page.seller_order_id
      ) lines
      order by page.requested_at desc, page.id desc
    `.execute(query),
    query
      .selectFrom('returns')
      .select(['status', (where) => where.fn.countAll<number>().as('count')])
      .$if(owner !== null, (select) => select.where('seller_id', '=', owner?.sellerId as SellerId))
      .groupBy('status')
      .execute(),
  ]);
  const page = toPage(rows, limit, (row) => [row.requested_at.toISOString(), row.id]);
  return {
    items: page.rows.map((row) =>
      toReturnView(toStoredReturn(row), {
        orderNumber: row.order_number,
        sellerName: row.seller_name,
        lines: row.lines.map((line) => ({
          offerId: line.offer_id,
          title: line.title,
          options: line.options,
          imageUrl: line.image_url,
        })),
      }),
    ),
    nextCursor: page.nextCursor,
    counts: Object.fromEntries(counts.map((row) => [row.status, Number(row.count)])),
  };
}
