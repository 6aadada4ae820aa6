import type { Cart, CartItem } from '@haat/contracts/http/cart.ts';

/** What the cart will say once the server has answered; its answer replaces this. */
export function withQuantity(cart: Cart, offerId: string, quantity: number): Cart {
  return summed(
    cart,
    cart.items.map((item) =>
      item.offerId === offerId
        ? { ...item, quantity, lineTotal: { ...item.lineTotal, amount: item.unitPrice.amount * quantity } }
        : item,
    ),
  );
}

export const withoutItem = (cart: Cart, offerId: string): Cart =>
  summed(
    cart,
    cart.items.filter((item) => item.offerId !== offerId),
  );

function summed(cart: Cart, items: CartItem[]): Cart {
  return {
    ...cart,
    items,
    itemCount: items.reduce((sum, item) => sum + item.quantity, 0),
    subtotal: { ...cart.subtotal, amount: items.reduce((sum, item) => sum + item.lineTotal.amount, 0) },
  };
}

export interface SellerGroup {
  readonly sellerName: string;
  readonly items: readonly CartItem[];
}

/** Lines by seller, in the order in which the sellers came into the cart. */
export function bySeller(items: readonly CartItem[]): SellerGroup[] {
  const groups = Map.groupBy(items, (item) => item.sellerId ?? item.sellerName);
  return [...groups.values()].map((group) => ({ sellerName: group[0]?.sellerName ?? '', items: group }));
}

export const blocksCheckout = (item: CartItem): boolean =>
  item.problem === 'unavailable' || item.problem === 'out_of_stock';
