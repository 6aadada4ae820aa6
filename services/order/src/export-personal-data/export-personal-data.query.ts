import type { DataSubject, PersonalDataSection } from '@haat/contracts/http/personal-data.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import type { OrderTables } from '../db/tables.ts';

/** Orders of the account; what a guest ordered by the same address is not theirs until it is claimed. */
export async function exportPersonalData(
  query: Kysely<OrderTables>,
  { userId }: DataSubject,
): Promise<PersonalDataSection[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select o.number, o.status, o.placed_at as "placedAt", o.email, o.buyer_name as name, o.address,
           o.total, o.currency, (
             select json_agg(json_build_object(
               'seller', s.seller_name, 'title', l.title, 'quantity', l.quantity, 'unitPrice', l.unit_price
             ) order by s.number, l.position)
             from seller_orders s join order_lines l on l.seller_order_id = s.id where s.order_id = o.id
           ) as lines
    from orders o where o.user_id = ${userId} order by o.placed_at
  `.execute(query);
  const returns = await query
    .selectFrom('returns')
    .innerJoin('orders', 'orders.id', 'returns.order_id')
    .select([
      'returns.number as number',
      'returns.status as status',
      'returns.reason as reason',
      'returns.comment as comment',
      'returns.requested_at as requestedAt',
    ])
    .where('orders.user_id', '=', userId as UserId)
    .orderBy('returns.requested_at')
    .execute();
  return [
    { name: 'orders', items: rows },
    { name: 'returns', items: returns },
  ];
}
