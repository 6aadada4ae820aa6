import type { SaveAddressBody, SavedAddress } from '@haat/contracts/http/address.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { deleteAddress, insertAddress, updateAddress } from '../db/address-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { AddressNotFound, TooManyAddresses } from '../domain/people.errors.ts';

export const ADD_ADDRESS_ERRORS = [TooManyAddresses] as const;

/** The first one is the default one. @throws account.too-many-addresses */
export const addAddress = (
  database: Database<AuthTables>,
  owner: UserActor,
  body: SaveAddressBody,
): Promise<SavedAddress> =>
  database.transaction(async (unit) => {
    const saved = await insertAddress(unit.query, owner, body);
    if (!saved) throw TooManyAddresses();
    return saved;
  });

export const CHANGE_ADDRESS_ERRORS = [AddressNotFound] as const;

/** @throws account.address-not-found */
export const changeAddress = (
  database: Database<AuthTables>,
  owner: UserActor,
  id: string,
  body: SaveAddressBody,
): Promise<SavedAddress> =>
  database.transaction(async (unit) => {
    const saved = await updateAddress(unit.query, owner, id, body);
    if (!saved) throw AddressNotFound();
    return saved;
  });

/** @throws account.address-not-found */
export const removeAddress = (database: Database<AuthTables>, owner: UserActor, id: string): Promise<void> =>
  database.transaction(async (unit) => {
    if (!(await deleteAddress(unit.query, owner, id))) throw AddressNotFound();
  });
