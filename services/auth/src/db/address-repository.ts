import { MAX_ADDRESSES, type SaveAddressBody, type SavedAddress } from '@haat/contracts/http/address.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

type Query = Kysely<AuthTables>;

/** The default one first, then by age. */
export async function listAddresses(query: Query, owner: UserActor): Promise<SavedAddress[]> {
  const rows = await query
    .selectFrom('addresses')
    .selectAll()
    .where('user_id', '=', owner.userId)
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toAddress);
}

/** @returns undefined when the book is full */
export async function insertAddress(
  query: Query,
  owner: UserActor,
  { address, isDefault = false }: SaveAddressBody,
): Promise<SavedAddress | undefined> {
  // Of two at once, the second counts the first one's.
  const count = await lockBook(query, owner);
  if (count >= MAX_ADDRESSES) return undefined;
  const first = count === 0;
  if (isDefault) await clearDefault(query, owner);
  const row = await query
    .insertInto('addresses')
    .values({
      id: uuidv7(),
      user_id: owner.userId,
      address: JSON.stringify(address),
      is_default: isDefault || first,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toAddress(row);
}

/** @returns undefined when the owner has no such address */
export async function updateAddress(
  query: Query,
  owner: UserActor,
  id: string,
  { address, isDefault = false }: SaveAddressBody,
): Promise<SavedAddress | undefined> {
  await lockBook(query, owner);
  if (isDefault) await clearDefault(query, owner);
  const row = await query
    .updateTable('addresses')
    .set({
      address: JSON.stringify(address),
      // It stops being the default one only where another becomes it.
      ...(isDefault ? { is_default: true } : {}),
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('user_id', '=', owner.userId)
    .returningAll()
    .executeTakeFirst();
  return row && toAddress(row);
}

/** @returns whether the owner had it; the oldest of the others becomes the default one where it was that */
export async function deleteAddress(query: Query, owner: UserActor, id: string): Promise<boolean> {
  await lockBook(query, owner);
  const gone = await query
    .deleteFrom('addresses')
    .where('id', '=', id)
    .where('user_id', '=', owner.userId)
    .returning('is_default')
    .executeTakeFirst();
  if (gone?.is_default) {
    await query
      .updateTable('addresses')
      .set({ is_default: true })
      .where('id', '=', (from) =>
        from.selectFrom('addresses').select('id').where('user_id', '=', owner.userId).orderBy('id').limit(1),
      )
      .execute();
  }
  return gone !== undefined;
}

/** One change of a book at a time. @returns how many addresses are in it */
async function lockBook(query: Query, owner: UserActor): Promise<number> {
  await query.selectFrom('users').select('id').where('id', '=', owner.userId).forUpdate().execute();
  const { count } = await query
    .selectFrom('addresses')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('user_id', '=', owner.userId)
    .executeTakeFirstOrThrow();
  return count;
}

const clearDefault = (query: Query, owner: UserActor) =>
  query
    .updateTable('addresses')
    .set({ is_default: false })
    .where('user_id', '=', owner.userId)
    .where('is_default', '=', true)
    .execute();

const toAddress = (row: Selectable<AuthTables['addresses']>): SavedAddress => ({
  id: row.id,
  address: row.address,
  isDefault: row.is_default,
});
