import type { Address, ShippingOption } from '@haat/contracts/http/order.ts';
import type { CartId, QuoteId, UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { addUp, type PricedPart } from '../domain/pricing.ts';
import type { OrderTables } from './tables.ts';

export interface StoredQuote {
  readonly id: QuoteId;
  readonly owner: string;
  readonly cartId: CartId;
  readonly userId: UserId | null;
  readonly email: string;
  readonly address: Address;
  readonly shipping: ShippingOption;
  readonly parts: readonly PricedPart[];
  readonly currency: string;
  readonly expiresAt: Date;
}

export async function insertQuote(query: Kysely<OrderTables>, quote: StoredQuote): Promise<void> {
  await query
    .insertInto('quotes')
    .values({
      id: quote.id,
      owner: quote.owner,
      cart_id: quote.cartId,
      user_id: quote.userId,
      email: quote.email,
      address: JSON.stringify(quote.address),
      shipping: quote.shipping,
      parts: JSON.stringify(quote.parts),
      total: addUp(quote.parts).total,
      currency: quote.currency,
      expires_at: quote.expiresAt,
    })
    .execute();
}

/** @returns undefined for a quote of somebody else, as for one that does not exist */
export async function findQuote(
  query: Kysely<OrderTables>,
  owner: string,
  id: QuoteId,
): Promise<{ readonly quote: StoredQuote; readonly isOrdered: boolean } | undefined> {
  const row = await query
    .selectFrom('quotes')
    .selectAll()
    .select((from) =>
      from
        .exists(from.selectFrom('orders').select('orders.id').whereRef('orders.quote_id', '=', 'quotes.id'))
        .as('is_ordered'),
    )
    .where('id', '=', id)
    .where('owner', '=', owner)
    .executeTakeFirst();
  if (!row) return undefined;
  const quote = {
    id: row.id,
    owner: row.owner,
    cartId: row.cart_id,
    userId: row.user_id,
    email: row.email,
    address: row.address,
    shipping: row.shipping,
    parts: row.parts,
    currency: row.currency,
    expiresAt: row.expires_at,
  };
  return { quote, isOrdered: Boolean(row.is_ordered) };
}

const BATCH = 5_000;

/**
 * A quote holds a name and an address, also of whoever bought nothing in the end. It stays as long as its order may be
 * asked for again under the same key.
 */
export async function forgetOldQuotes(query: Kysely<OrderTables>): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from quotes where id in (
        select id from quotes where expires_at < now() - interval '2 days' limit ${BATCH}
      )
    `.execute(query);
    if (numAffectedRows < BATCH) return;
  }
}
