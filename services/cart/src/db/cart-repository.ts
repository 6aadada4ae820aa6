import { MAX_CART_LINES, MAX_LINE_QUANTITY } from '@haat/contracts/http/cart.ts';
import type { CartId, OfferId } from '@haat/contracts/ids.ts';
import { type Money, money } from '@haat/contracts/money.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import { type CartOwner, GUEST_CART_SECONDS } from '../domain/cart-owner.ts';
import type { CartTables } from './tables.ts';

export interface StoredItem {
  readonly offerId: OfferId;
  readonly quantity: number;
  /** Unit price when it was put in. */
  readonly price: Money;
}
export interface StoredCart {
  readonly id: CartId;
  readonly version: number;
  /** In the order in which they were put in. */
  readonly items: readonly StoredItem[];
}

interface ItemRow {
  id: CartId;
  version: number;
  offer_id: OfferId | null;
  quantity: number | null;
  price_amount: number | null;
  price_currency: string | null;
}

export async function findCart(query: Kysely<CartTables>, owner: CartOwner): Promise<StoredCart | undefined> {
  const rows = await query
    .selectFrom('carts')
    .leftJoin('cart_items', 'cart_items.cart_id', 'carts.id')
    .select([
      'carts.id',
      'carts.version',
      'cart_items.offer_id',
      'cart_items.quantity',
      'cart_items.price_amount',
      'cart_items.price_currency',
    ])
    .where('carts.owner', '=', owner)
    .orderBy('cart_items.added_at')
    .orderBy('cart_items.offer_id')
    .execute();
  return toStoredCart(rows);
}

/**
 * Adds units to a line, creating the cart and the line where they do not exist, in one statement: two
 * requests at once cannot lose each other's units.
 * @returns undefined when the cart is full
 */
export async function addToCart(
  query: Kysely<CartTables>,
  owner: CartOwner,
  item: StoredItem,
): Promise<StoredCart | undefined> {
  const { rows } = await sql<ItemRow & { added: boolean; added_at: Date }>`
    with cart as (
      insert into carts (id, owner) values (${uuidv7()}, ${owner})
      on conflict (owner) do update set version = carts.version + 1, updated_at = now()
      returning id, version
    ), added as (
      insert into cart_items (cart_id, offer_id, quantity, price_amount, price_currency)
      select cart.id, ${item.offerId}, ${item.quantity}, ${item.price.amount}, ${item.price.currency}
      from cart
      where (select count(*) from cart_items where cart_id = cart.id and offer_id <> ${item.offerId})
            < ${MAX_CART_LINES}
      on conflict (cart_id, offer_id) do update
        set quantity = least(cart_items.quantity + excluded.quantity, ${MAX_LINE_QUANTITY}),
            price_amount = excluded.price_amount, price_currency = excluded.price_currency
      returning offer_id, quantity, price_amount, price_currency, added_at
    )
    -- A statement does not see its own changes: the changed line comes from "added", the others from the table.
    select cart.id, cart.version, added.*, true as added from cart, added
    union all
    select cart.id, cart.version, item.offer_id, item.quantity, item.price_amount, item.price_currency,
           item.added_at, false
    from cart join cart_items item on item.cart_id = cart.id and item.offer_id <> ${item.offerId}
    order by added_at, offer_id
  `.execute(query);
  return rows.some((row) => row.added) ? toStoredCart(rows) : undefined;
}

/** @returns whether the line was there */
export async function setQuantity(
  query: Kysely<CartTables>,
  owner: CartOwner,
  offerId: OfferId,
  quantity: number,
): Promise<boolean> {
  const { rows } = await sql`
    with cart as (
      update carts set version = version + 1, updated_at = now() where owner = ${owner} returning id
    )
    update cart_items set quantity = ${quantity}
    from cart where cart_id = cart.id and offer_id = ${offerId}
    returning offer_id
  `.execute(query);
  return rows.length > 0;
}

export async function removeFromCart(
  query: Kysely<CartTables>,
  owner: CartOwner,
  offerId: OfferId,
): Promise<void> {
  await sql`
    with cart as (
      update carts set version = version + 1, updated_at = now() where owner = ${owner} returning id
    )
    delete from cart_items using cart where cart_id = cart.id and offer_id = ${offerId}
  `.execute(query);
}

/**
 * Moves the guest's lines into the user's cart, adding up quantities, and ends the guest's cart. Where there is no room for
 * all, the user's own lines stay and the guest's newest come in.
 */
export async function mergeCarts(
  unit: UnitOfWork<CartTables>,
  guest: CartOwner,
  user: CartOwner,
): Promise<void> {
  // Holds the user's cart: the next statement counts what every merge before it has moved.
  unit.send(
    sql`
      insert into carts (id, owner) select ${uuidv7()}::uuid, ${user} from carts where owner = ${guest}
      on conflict (owner) do update set version = carts.version + 1, updated_at = now()
    `.execute(unit.query),
  );
  await sql`
    with gone as (delete from carts where owner = ${guest} returning id),
    target as (select id from carts where owner = ${user}),
    own as (select offer_id from cart_items where cart_id = (select id from target)),
    brought as (
      select item.*, offer_id in (select offer_id from own) as is_own
      from gone join cart_items item on item.cart_id = gone.id
    ), ranked as (
      select *, row_number() over (partition by is_own order by added_at desc, offer_id) as place from brought
    )
    insert into cart_items (cart_id, offer_id, quantity, price_amount, price_currency, added_at)
    select target.id, item.offer_id, item.quantity, item.price_amount, item.price_currency, item.added_at
    from target, ranked item
    where item.is_own or item.place <= ${MAX_CART_LINES} - (select count(*) from own)
    on conflict (cart_id, offer_id) do update
      set quantity = least(cart_items.quantity + excluded.quantity, ${MAX_LINE_QUANTITY})
  `.execute(unit.query);
}

/** Takes bought units out of carts; what was added since stays. */
export async function takeOut(
  query: Kysely<CartTables>,
  lines: readonly { cartId: CartId; offerId: string; quantity: number }[],
): Promise<void> {
  await sql`
    with bought as (
      select cart_id, offer_id, sum(quantity)::integer as quantity
      from unnest(
        ${lines.map((line) => line.cartId)}::uuid[], ${lines.map((line) => line.offerId)}::uuid[],
        ${lines.map((line) => line.quantity)}::integer[]
      ) as line (cart_id, offer_id, quantity)
      group by cart_id, offer_id
    ), emptied as (
      delete from cart_items item using bought
      where item.cart_id = bought.cart_id and item.offer_id = bought.offer_id and item.quantity <= bought.quantity
    ), lessened as (
      update cart_items item set quantity = item.quantity - bought.quantity from bought
      where item.cart_id = bought.cart_id and item.offer_id = bought.offer_id and item.quantity > bought.quantity
    )
    update carts set version = version + 1, updated_at = now() where id in (select cart_id from bought)
  `.execute(query);
}

const BATCH = 5_000;

/** Of guests whose cookie has run out: nobody can open them any more. */
export async function forgetOldCarts(query: Kysely<CartTables>): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from carts where id in (
        select id from carts
        where updated_at < now() - make_interval(secs => ${GUEST_CART_SECONDS}) and owner like 'guest:%' limit ${BATCH}
      )
    `.execute(query);
    if (numAffectedRows < BATCH) return;
  }
}

function toStoredCart(rows: readonly ItemRow[]): StoredCart | undefined {
  const first = rows[0];
  if (!first) return undefined;
  return {
    id: first.id,
    version: Number(first.version),
    items: rows.flatMap((row) =>
      row.offer_id === null || row.quantity === null || row.price_amount === null
        ? []
        : [
            {
              offerId: row.offer_id,
              quantity: row.quantity,
              price: money(row.price_amount, row.price_currency ?? ''),
            },
          ],
    ),
  };
}
