import { randomUUID } from 'node:crypto';
import { money } from '@haat/contracts/money.ts';
import type { Order, SellerPart } from '@haat/order/domain/order.ts';
import fc from 'fast-check';

const CURRENCY = 'USD';

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unitPrice: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 500_000 })),
    taxRate: fc.integer({ min: 0, max: 2_800 }),
  })
  .map(({ quantity, unitPrice, taxRate }) => ({
    quantity,
    unitPrice,
    lineTotal: quantity * unitPrice,
    tax: Math.floor((quantity * unitPrice * taxRate + 5_000) / 10_000),
  }));

const part = (taxOnTop: boolean): fc.Arbitrary<SellerPart> =>
  fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      shipping: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3_000 })),
      discounted: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000 })),
    })
    .map(({ lines, shipping, discounted }) => {
      const subtotal = lines.reduce((sum, each) => sum + each.lineTotal, 0);
      const tax = lines.reduce((sum, each) => sum + each.tax, 0);
      const discount = Math.floor((subtotal * discounted) / 1_000);
      return {
        id: randomUUID() as SellerPart['id'],
        number: 'HT-TEST-1',
        sellerId: randomUUID() as SellerPart['sellerId'],
        sellerName: 'Northwind',
        status: 'to_pack' as const,
        amounts: {
          subtotal,
          shipping,
          tax,
          discount,
          total: subtotal + shipping - discount + (taxOnTop ? tax : 0),
        },
        givenBack: 0,
        tracking: null,
        dispatchBy: '2026-05-06',
        deliverBy: '2026-05-09',
        deliveredAt: null,
        returnBy: null,
        lines: lines.map((each, index) => ({
          offerId: randomUUID(),
          productId: randomUUID(),
          productSlug: 'lamp',
          sku: `SKU-${index}`,
          title: `Lamp ${index}`,
          options: {},
          imageUrl: '/v1/media/art/light-bulb.1.svg',
          quantity: each.quantity,
          unitPrice: money(each.unitPrice, CURRENCY),
          lineTotal: money(each.lineTotal, CURRENCY),
          tax: money(each.tax, CURRENCY),
          cancelled: 0,
        })),
      };
    });

/** Orders of one to three sellers that are paid and of which nothing is packed; prices with tax, or tax on top. */
export const paidOrders: fc.Arbitrary<Order> = fc
  .boolean()
  .chain((taxOnTop) => fc.array(part(taxOnTop), { minLength: 1, maxLength: 3 }))
  .map((parts) => {
    const sum = (pick: (each: SellerPart) => number) => parts.reduce((total, each) => total + pick(each), 0);
    return {
      id: randomUUID() as Order['id'],
      number: 'HT-TEST',
      quoteId: randomUUID() as Order['quoteId'],
      cartId: randomUUID() as Order['cartId'],
      userId: randomUUID() as Order['userId'],
      email: 'meera@buyers.example',
      buyerName: 'Meera Nair',
      address: {
        name: 'Meera Nair',
        line1: '48 Linden Street',
        city: 'San Francisco',
        region: 'CA',
        postalCode: '94110',
        country: 'US',
      },
      status: 'confirmed',
      payment: 'succeeded',
      currency: CURRENCY,
      amounts: {
        subtotal: sum((each) => each.amounts.subtotal),
        shipping: sum((each) => each.amounts.shipping),
        tax: sum((each) => each.amounts.tax),
        discount: sum((each) => each.amounts.discount),
        total: sum((each) => each.amounts.total),
      },
      payBy: new Date('2026-05-04T10:30:00Z'),
      cancellationReason: null,
      version: 3,
      placedAt: new Date('2026-05-04T10:15:00Z'),
      parts,
    };
  });
