import { type Static, Type } from 'typebox';
import { Address } from './order.ts';
import { Uuid } from './primitives.ts';

export const MAX_ADDRESSES = 20;

/** An address that the account keeps for the next order. */
export const SavedAddress = Type.Object({ id: Uuid, address: Address, isDefault: Type.Boolean() });
export type SavedAddress = Static<typeof SavedAddress>;
export const AddressBook = Type.Object({ items: Type.Array(SavedAddress) });
export type AddressBook = Static<typeof AddressBook>;
export const SaveAddressBody = Type.Object(
  { address: Address, isDefault: Type.Optional({ ...Type.Boolean(), default: false }) },
  { additionalProperties: false },
);
export type SaveAddressBody = Static<typeof SaveAddressBody>;
