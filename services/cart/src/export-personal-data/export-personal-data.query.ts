import type { DataSubject, PersonalDataSection } from '@haat/contracts/http/personal-data.ts';
import { type Kysely, sql } from 'kysely';
import type { CartTables } from '../db/tables.ts';

export async function exportPersonalData(
  query: Kysely<CartTables>,
  { userId }: DataSubject,
): Promise<PersonalDataSection[]> {
  const cart = await sql<Record<string, unknown>>`
    select item.offer_id as "offerId", item.quantity, item.added_at as "addedAt"
    from cart_items item join carts on carts.id = item.cart_id
    where carts.owner = ${`user:${userId}`} order by item.added_at
  `.execute(query);
  const wishes = await sql<Record<string, unknown>>`
    select product_id as "productId", saved_at as "savedAt" from wishes where user_id = ${userId} order by saved_at
  `.execute(query);
  return [
    { name: 'cart', items: cart.rows },
    { name: 'wishlist', items: wishes.rows },
  ];
}
