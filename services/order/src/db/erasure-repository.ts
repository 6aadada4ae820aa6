import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import type { OrderTables } from './tables.ts';

/** Something is to be paid, packed, brought or sent back. */
const IS_OPEN = sql<boolean>`(
  orders.status in ('placed', 'pending_payment')
  or (orders.status = 'confirmed' and exists (
    select from seller_orders part
    where part.order_id = orders.id and part.status in ('to_pack', 'packed', 'shipped')
  ))
  or exists (
    select from returns
    where returns.order_id = orders.id and returns.status in ('requested', 'approved', 'shipped_back', 'received')
  )
)`;

export async function countOpenOrders(query: Kysely<OrderTables>, userId: string): Promise<number> {
  const { count } = await query
    .selectFrom('orders')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('user_id', '=', userId as UserId)
    .where(IS_OPEN)
    .executeTakeFirstOrThrow();
  return count;
}

export async function noteErasedUser(query: Kysely<OrderTables>, userId: string): Promise<void> {
  await query
    .insertInto('erased_users')
    .values({ user_id: userId as UserId, finished_at: null })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  await query
    .deleteFrom('quotes')
    .where('user_id', '=', userId as UserId)
    .execute();
}

/**
 * Takes name, address and what was said with returns out of the finished orders of erased users. Amounts, items and the
 * region that the tax was for stay: the books need them.
 */
export async function forgetErasedUsers(query: Kysely<OrderTables>): Promise<void> {
  await sql`
    with waiting as (
      select user_id from erased_users where finished_at is null order by erased_at limit 100 for update skip locked
    ), forgotten as (
      update orders
      set email = 'erased@erased.invalid', buyer_name = 'Erased',
          address = jsonb_build_object(
            'name', 'Erased', 'line1', 'Erased', 'city', 'Erased', 'region', address->'region',
            'postalCode', '00', 'country', address->'country'
          )
      from waiting
      where orders.user_id = waiting.user_id and buyer_name <> 'Erased' and not ${IS_OPEN}
      returning orders.id
    ), unsaid as (
      update returns set comment = '' from forgotten where returns.order_id = forgotten.id
    )
    update erased_users set finished_at = now()
    from waiting
    where erased_users.user_id = waiting.user_id
      and not exists (select from orders where orders.user_id = waiting.user_id and ${IS_OPEN})
  `.execute(query);
}
