import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DeliveryRow, ReviewRow, SellerTables } from './tables.ts';

/** The first delivery stands, so a repetition changes nothing. */
export async function recordDelivery(
  query: Kysely<SellerTables>,
  delivery: {
    readonly sellerOrderId: string;
    readonly orderId: string;
    readonly sellerId: string;
    readonly userId: string;
    readonly at: string;
  },
): Promise<void> {
  await query
    .insertInto('deliveries')
    .values({
      seller_order_id: delivery.sellerOrderId,
      order_id: delivery.orderId,
      store_id: delivery.sellerId as SellerId,
      user_id: delivery.userId as UserId,
      delivered_at: new Date(delivery.at),
    })
    .onConflict((conflict) => conflict.column('seller_order_id').doNothing())
    .execute();
}

/** Holds it against an erasure of the account: that comes before what is written on it, or finds it. */
export async function holdDelivery(
  query: Transaction<SellerTables>,
  { userId }: UserActor,
  sellerOrderId: string,
): Promise<DeliveryRow | undefined> {
  return query
    .selectFrom('deliveries')
    .selectAll()
    .where('seller_order_id', '=', sellerOrderId)
    .where('user_id', '=', userId)
    .forKeyShare()
    .executeTakeFirst();
}

type ListedDelivery = DeliveryRow & { slug: string; name: string; review: ReviewRow | null };

/** Newest first, each with its store and what its receiver said of it. */
export async function listDeliveries(
  query: Kysely<SellerTables>,
  { userId }: UserActor,
  orderId: string | undefined,
  limit: number,
  after: readonly (string | number)[] | undefined,
): Promise<readonly ListedDelivery[]> {
  const { rows } = await sql<ListedDelivery>`
    select d.*, s.slug, s.name, to_jsonb(r) as review
    from deliveries d
    join stores s on s.id = d.store_id
    left join store_reviews r on r.seller_order_id = d.seller_order_id and r.author_id = d.user_id
    where d.user_id = ${userId}
      ${orderId ? sql`and d.order_id = ${orderId}` : sql``}
      ${after ? sql`and (d.delivered_at, d.seller_order_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by d.delivered_at desc, d.seller_order_id desc
    limit ${limit}
  `.execute(query);
  return rows;
}
