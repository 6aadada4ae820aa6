import type { CartId, OfferId, ProductId, UserId } from '@haat/contracts/ids.ts';
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
  wishlists: { user_id: UserId; version: Generated<number> };
  wishes: {
    user_id: UserId;
    product_id: ProductId;
    price_amount: number;
    price_currency: string;
    saved_at: Generated<Date>;
  };
}
