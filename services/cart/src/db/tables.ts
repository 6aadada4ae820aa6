import type { CartId, OfferId } from '@haat/contracts/ids.ts';
import type { Generated } from 'kysely';

export interface CartTables {
  carts: { id: CartId; owner: string; version: Generated<number>; updated_at: Generated<Date> };
  cart_items: {
    cart_id: CartId;
    offer_id: OfferId;
    quantity: number;
    price_amount: number;
    price_currency: string;
    added_at: Generated<Date>;
  };
}
