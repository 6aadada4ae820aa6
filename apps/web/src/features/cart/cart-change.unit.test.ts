import type { Cart, CartItem } from '@haat/contracts/http/cart.ts';
import { describe, expect, it } from 'vitest';
import { blocksCheckout, bySeller, withoutItem, withQuantity } from './cart-change.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const item = (offerId: string, sellerId: string, quantity: number, price: number): CartItem => ({
  offerId,
  productId: null,
  productSlug: null,
  title: offerId,
  options: {},
  imageUrl: '',
  sellerId,
  sellerName: `Shop ${sellerId}`,
  quantity,
  unitPrice: usd(price),
  priceWhenAdded: usd(price),
  lineTotal: usd(price * quantity),
  availability: 'in_stock',
  dispatchDays: 1,
  problem: null,
});
const CART: Cart = {
  version: 3,
  items: [item('kite', 'a', 1, 500), item('lamp', 'b', 2, 1000), item('drum', 'a', 1, 250)],
  itemCount: 4,
  subtotal: usd(2750),
};

describe('a change of the cart before the server has answered', () => {
  it('counts units and money anew', () => {
    const cart = withQuantity(CART, 'kite', 3);
    expect(cart.items[0]?.lineTotal).toEqual(usd(1500));
    expect(cart.itemCount).toBe(6);
    expect(cart.subtotal).toEqual(usd(3750));
  });

  it('takes a line out', () => {
    const cart = withoutItem(CART, 'lamp');
    expect(cart.items.map(({ offerId }) => offerId)).toEqual(['kite', 'drum']);
    expect(cart.itemCount).toBe(2);
    expect(cart.subtotal).toEqual(usd(750));
  });

  it('groups lines by seller, first come first', () => {
    expect(bySeller(CART.items).map(({ sellerName, items }) => [sellerName, items.length])).toEqual([
      ['Shop a', 2],
      ['Shop b', 1],
    ]);
  });

  it.each([
    ['unavailable', true],
    ['out_of_stock', true],
    ['price_changed', false],
    [null, false],
  ] as const)('with problem %s blocks checkout: %s', (problem, blocks) => {
    expect(blocksCheckout({ ...item('kite', 'a', 1, 500), problem })).toBe(blocks);
  });
});
