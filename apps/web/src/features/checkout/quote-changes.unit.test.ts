import type { OrderLine, Quote } from '@haat/contracts/http/order.ts';
import { describe, expect, it } from 'vitest';
import { quoteChanges } from './quote-changes.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const line = (offerId: string, amount: number): OrderLine => ({
  offerId,
  productId: offerId,
  productSlug: offerId,
  sku: offerId,
  title: offerId,
  options: {},
  imageUrl: '',
  quantity: 1,
  unitPrice: usd(amount),
  lineTotal: usd(amount),
});
function quote(lines: OrderLine[], shipping: number, tax: number): Quote {
  const subtotal = lines.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0);
  const totals = {
    subtotal: usd(subtotal),
    shipping: usd(shipping),
    tax: usd(tax),
    discount: usd(0),
    total: usd(subtotal + shipping + tax),
  };
  return {
    id: 'quote',
    expiresAt: '2026-11-24T12:00:00Z',
    sellers: [{ sellerId: 's', sellerName: 'Shop', lines, totals, deliverBy: '2026-11-30' }],
    totals,
    shippingOptions: [],
  };
}

describe('what changed between two prices of one cart', () => {
  it('is nothing for the same price', () => {
    expect(quoteChanges(quote([line('kite', 500)], 499, 40), quote([line('kite', 500)], 499, 40))).toEqual(
      [],
    );
  });

  it('names items that cost more, went or came, then delivery and tax', () => {
    const before = quote([line('kite', 500), line('lamp', 900)], 499, 100);
    const after = quote([line('kite', 550), line('drum', 300)], 0, 70);
    expect(quoteChanges(before, after)).toEqual([
      { what: 'kite', before: usd(500), after: usd(550) },
      { what: 'lamp', before: usd(900), after: null },
      { what: 'drum', before: null, after: usd(300) },
      { what: 'Delivery', before: usd(499), after: usd(0) },
      { what: 'Tax', before: usd(100), after: usd(70) },
    ]);
  });
});
