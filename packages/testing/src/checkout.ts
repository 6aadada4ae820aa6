import { randomUUID } from 'node:crypto';
import type {
  Address,
  Order,
  PlacedOrder,
  Quote,
  SellerOrderPage,
  ShippingOption,
} from '@haat/contracts/http/order.ts';
import type { TestShop } from './marketplace.ts';
import type { ProblemBody, TestAnswer, TestServices } from './test-services.ts';
import { until } from './until.ts';

/** Services without which nothing can be bought, in the order in which they start. */
export const CHECKOUT_SERVICES = ['seller', 'catalog', 'inventory', 'cart', 'payment', 'order'] as const;

export const ADDRESS: Address = {
  name: 'Meera Nair',
  line1: '48 Linden Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94110',
  country: 'US',
};

/** A visitor who buys: an account, or a guest with a cart's cookie. */
export interface TestBuyer {
  readonly email: string;
  readonly token?: string;
  readonly cookies?: Readonly<Record<string, string>>;
}

/** Somebody with an account and these offers in the cart. */
export async function userWith(
  services: TestServices,
  lines: readonly { offerId: string; quantity?: number }[],
): Promise<TestBuyer & { token: string; userId: string }> {
  const user = services.identity.user();
  const buyer = { email: user.email, userId: user.userId, token: await services.identity.tokenFor(user) };
  for (const line of lines) await putIntoCart(services, buyer, line);
  return buyer;
}

/** Somebody without an account and these offers in the cart. */
export async function guestWith(
  services: TestServices,
  lines: readonly { offerId: string; quantity?: number }[],
): Promise<TestBuyer> {
  let buyer: TestBuyer = { email: 'guest@buyers.example' };
  for (const line of lines) {
    const { cookies } = await putIntoCart(services, buyer, line);
    buyer = { ...buyer, cookies: { ...buyer.cookies, ...cookies } };
  }
  return buyer;
}

async function putIntoCart(
  services: TestServices,
  { token, cookies }: TestBuyer,
  { offerId, quantity = 1 }: { offerId: string; quantity?: number },
) {
  const answer = await services.call('cart', {
    method: 'POST',
    path: '/v1/cart/items',
    body: { offerId, quantity },
    ...(token ? { token } : {}),
    ...(cookies ? { cookies } : {}),
  });
  if (answer.status !== 200) throw new Error(`the cart answered ${answer.status}: ${answer.text}`);
  return answer;
}

const asBuyer = ({ token, cookies }: TestBuyer) => ({
  ...(token ? { token } : {}),
  ...(cookies ? { cookies } : {}),
});

export const askForQuote = <Body = Quote>(
  services: TestServices,
  buyer: TestBuyer,
  terms: { address?: Partial<Address>; shipping?: ShippingOption } = {},
): Promise<TestAnswer<Body>> =>
  services.call<Body>('order', {
    method: 'POST',
    path: '/v1/checkout/quotes',
    body: {
      email: buyer.email,
      address: { ...ADDRESS, ...terms.address },
      shipping: terms.shipping ?? 'standard',
    },
    ...asBuyer(buyer),
  });

export const placeOrder = <Body = PlacedOrder>(
  services: TestServices,
  buyer: TestBuyer,
  quoteId: string,
  key: string = randomUUID(),
): Promise<TestAnswer<Body>> =>
  services.call<Body>('order', {
    method: 'POST',
    path: '/v1/orders',
    headers: { 'idempotency-key': key },
    body: { quoteId },
    ...asBuyer(buyer),
  });

/** Quote and order in one. @throws where either is refused */
export async function buy(services: TestServices, buyer: TestBuyer): Promise<PlacedOrder> {
  const quote = await askForQuote(services, buyer);
  if (quote.status !== 200) throw new Error(`the quote was answered with ${quote.status}: ${quote.text}`);
  const placed = await placeOrder(services, buyer, quote.body.id);
  if (placed.status !== 201) throw new Error(`the order was answered with ${placed.status}: ${placed.text}`);
  return placed.body;
}

export const orderOf = (
  services: TestServices,
  buyer: TestBuyer,
  orderId: string,
  orderKey?: string,
): Promise<TestAnswer<Order>> =>
  services.call<Order>('order', {
    path: `/v1/orders/${orderId}`,
    ...asBuyer(buyer),
    ...(orderKey ? { headers: { 'x-order-key': orderKey } } : {}),
  });

/** Pays with a card that is good and waits until the order knows. */
export async function pay(services: TestServices, buyer: TestBuyer, placed: PlacedOrder): Promise<Order> {
  const { order, payment, orderKey } = placed;
  if (!payment) throw new Error(`order ${order.number} has no payment`);
  await services.payments().pay(payment);
  return until(`order ${order.number} to be confirmed`, async () => {
    const { body } = await orderOf(services, buyer, order.id, orderKey ?? undefined);
    return body.status === 'confirmed' && body;
  });
}

export const sellerOrdersOf = async (services: TestServices, shop: TestShop): Promise<SellerOrderPage> =>
  (await services.call<SellerOrderPage>('order', { path: '/v1/seller/orders', token: shop.token })).body;

/** The code of a problem, whatever was expected instead of it. */
export const codeOf = (answer: TestAnswer<unknown>): [number, string | undefined] => [
  answer.status,
  (answer.body as Partial<ProblemBody> | undefined)?.code,
];

/** Waits until the money is back: a refund is carried out after the event that asked for it is handled. */
export const refunded = (services: TestServices, buyer: TestBuyer, orderId: string): Promise<Order> =>
  until('the order to be refunded', async () => {
    const { body } = await orderOf(services, buyer, orderId);
    return body.paymentStatus === 'refunded' && body;
  });
