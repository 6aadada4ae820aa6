import { randomUUID } from 'node:crypto';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Quote } from '@haat/contracts/http/order.ts';
import { askForQuote, CHECKOUT_SERVICES, codeOf, guestWith, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop, sellOut, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderTables } from '../db/tables.ts';

let services: TestServices;
let north: TestShop;
let south: TestShop;
let lamp: OfferSnapshot;
let bulb: OfferSnapshot;
let desk: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  north = await openShop(services, 'Northwind');
  south = await openShop(services, 'Southlight');
  const offers = [
    ...(await listOffers(services, north, [
      { title: 'Lamp', price: '19.99' },
      { title: 'Bulb', price: '0.33', dispatchDays: 5 },
    ])),
    ...(await listOffers(services, south, [{ title: 'Desk', price: '1,234.50' }])),
  ];
  [lamp, bulb, desk] = offers as [OfferSnapshot, OfferSnapshot, OfferSnapshot];
  await services.settled();
});
afterAll(() => services.stop());

const quotes = async () =>
  Number(
    (
      await services
        .database<OrderTables>('order')
        .selectFrom('quotes')
        .select((where) => where.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );
const amounts = ({ subtotal, shipping, tax, discount, total }: Quote['totals']) => [
  subtotal.amount,
  shipping.amount,
  tax.amount,
  discount.amount,
  total.amount,
];

describe('a quote', () => {
  it('prices each seller’s part by the catalogue, with shipping and tax of its own', async () => {
    const buyer = await userWith(services, [
      { offerId: desk.offerId },
      { offerId: bulb.offerId, quantity: 3 },
      { offerId: lamp.offerId },
    ]);
    const { status, body } = await askForQuote(services, buyer);
    expect(status).toBe(200);
    expect(body.sellers.map((part) => [part.sellerName, amounts(part.totals)])).toEqual([
      // 7.25 % of 0.99 is 7.1775 cents, of 19.99 it is 144.9275: each line is rounded on its own.
      ['Northwind', [2_098, 499, 7 + 145, 0, 2_749]],
      // 35 dollars and more ship free; 7.25 % of 1,234.50 is 8,950.125 cents.
      ['Southlight', [123_450, 0, 8_950, 0, 132_400]],
    ]);
    expect(amounts(body.totals)).toEqual([125_548, 499, 9_102, 0, 135_149]);
    const lines = body.sellers.flatMap((part) => part.lines);
    expect(
      lines.map((line) => [line.title, line.quantity, line.unitPrice.amount, line.lineTotal.amount]),
    ).toEqual([
      ['Bulb', 3, 33, 99],
      ['Lamp', 1, 1_999, 1_999],
      ['Desk', 1, 123_450, 123_450],
    ]);
  });

  it('shows what each way of shipping would cost, and takes the one that was chosen', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }, { offerId: desk.offerId }]);
    const { body } = await askForQuote(services, buyer, { shipping: 'express' });
    expect(body.shippingOptions.map(({ option, price }) => [option, price.amount])).toEqual([
      ['standard', 499],
      ['express', 2 * 1_299],
    ]);
    expect(body.totals.shipping.amount).toBe(2_598);
    const [standard, express] = body.shippingOptions;
    expect((express?.deliverBy ?? '') < (standard?.deliverBy ?? '')).toBe(true);
  });

  it('charges no tax where the state takes none', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { body } = await askForQuote(services, buyer, { address: { region: 'OR', postalCode: '97205' } });
    expect(amounts(body.totals)).toEqual([1_999, 499, 0, 0, 2_498]);
  });

  it('is made for a guest by the cart’s cookie', async () => {
    const buyer = await guestWith(services, [{ offerId: lamp.offerId, quantity: 2 }]);
    const { status, body } = await askForQuote(services, buyer);
    expect([status, amounts(body.totals)]).toEqual([200, [3_998, 0, 290, 0, 4_288]]);
  });
});

describe('no quote, and no row, is made', () => {
  const refused = async (work: () => ReturnType<typeof askForQuote>) => {
    const before = await quotes();
    const answer = await work();
    expect(await quotes()).toBe(before);
    return codeOf(answer);
  };

  it('of an empty cart', async () => {
    const buyer = await userWith(services, []);
    expect(await refused(() => askForQuote(services, buyer))).toEqual([409, 'order.cart-empty']);
    expect(await refused(() => askForQuote(services, { email: 'a@b.example' }))).toEqual([
      409,
      'order.cart-empty',
    ]);
  });

  it.each([
    [{ country: 'DE' }, 422, 'order.country-not-served'],
    [{ region: 'ZZ' }, 422, 'order.region-invalid'],
    [{ region: '' }, 422, 'order.region-invalid'],
    [{ region: 'constructor' }, 422, 'order.region-invalid'],
    [{ name: '   ' }, 400, 'http.validation'],
    [{ postalCode: '<script>' }, 400, 'http.validation'],
    [{ planet: 'Mars' }, 400, 'http.validation'],
  ])('for an address with %j', async (address, status, code) => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    expect(await refused(() => askForQuote(services, buyer, { address: address as object }))).toEqual([
      status,
      code,
    ]);
  });

  it('of what is sold out, which is named', async () => {
    const [rug] = await listOffers(services, north, [{ title: 'Rug', price: '80.00', id: randomUUID() }]);
    if (!rug) throw new Error('there is no offer');
    const buyer = await userWith(services, [{ offerId: rug.offerId }, { offerId: lamp.offerId }]);
    await sellOut(services, rug);
    // Whose cart looks at its offers now; one that did a moment ago hears of it when it places the order.
    await services.addInstance('cart');
    const before = await quotes();
    const answer = await askForQuote<{ code: string; meta: unknown }>(services, buyer);
    expect(codeOf(answer)).toEqual([409, 'order.cart-changed']);
    expect(answer.body.meta).toEqual({ offerIds: [rug.offerId] });
    expect(await quotes()).toBe(before);
  });

  it('with amounts that the buyer brings along', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const before = await quotes();
    const answer = await services.call('order', {
      method: 'POST',
      path: '/v1/checkout/quotes',
      token: buyer.token,
      body: { email: buyer.email, address: {}, shipping: 'standard', total: 1 },
    });
    expect(codeOf(answer)).toEqual([400, 'http.validation']);
    expect(await quotes()).toBe(before);
  });
});
