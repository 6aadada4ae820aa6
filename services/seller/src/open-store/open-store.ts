import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { StoreOpened } from '@haat/contracts/events/store-opened.v1.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { defineError } from '@haat/platform/errors/domain-error.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { nextMembershipChange } from '../db/member-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { toStore } from '../db/to-store.ts';
import { AlreadyMember } from '../domain/team.errors.ts';

export const SlugTaken = defineError('seller.slug-taken', 409, 'Another store has this address already.');

export interface OpenStoreBody {
  readonly slug: string;
  readonly name: string;
  readonly about: string;
  readonly city: string;
  readonly ownerId: string;
}

/** @throws seller.slug-taken, seller.already-member */
export async function openStore(database: Database<SellerTables>, body: OpenStoreBody): Promise<Store> {
  const { ownerId, ...store } = body;
  return database.transaction(async (unit) => {
    const row = await unit.query
      .insertInto('stores')
      .values({ id: uuidv7() as SellerId, ...store })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw SlugTaken();
    const member = await unit.query
      .insertInto('store_members')
      .values({ store_id: row.id, user_id: ownerId as UserId, role: 'owner' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .executeTakeFirst();
    if (!member) throw AlreadyMember();
    unit.emit(StoreOpened, { sellerId: row.id, slug: row.slug, name: row.name }, 1);
    const sequence = await nextMembershipChange(unit.query);
    unit.emit(SellerMemberAdded, { sellerId: row.id, userId: ownerId, role: 'owner' }, sequence);
    return toStore(row);
  });
}
