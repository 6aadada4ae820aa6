import { randomBytes, randomUUID } from 'node:crypto';
import { insertIdentity } from '@haat/auth/db/identity-repository.ts';
import { insertPasskey } from '@haat/auth/db/passkey-repository.ts';
import type { AuthTables } from '@haat/auth/db/tables.ts';
import type { SavedCardList } from '@haat/contracts/http/card.ts';
import type { Inbox } from '@haat/contracts/http/notification.ts';
import type { PlacedOrder, SellerOrderPage } from '@haat/contracts/http/order.ts';
import type { TeamInvitation } from '@haat/contracts/http/seller.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { askForQuote, buy, guestWith, pay, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import type { TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';

/** In the order in which they start. */
export const ALL_SERVICES: readonly ServiceName[] = [
  'auth',
  'seller',
  'catalog',
  'search',
  'inventory',
  'cart',
  'payment',
  'order',
  'notification',
  'analytics',
];

/** What the next call at a return is. */
const RETURN_STEPS = ['withdraw', 'ship', 'approve', 'refuse', 'receive', 'read'] as const;
type ReturnStep = (typeof RETURN_STEPS)[number];

/** A shop and its owner, as the access token of the seller portal knows them. */
interface Shopkeeper {
  readonly shop: TestShop;
  readonly owner: TestUser;
  readonly token: string;
  readonly offerId: string;
  readonly productId: string;
}

/** What belongs to A, and what nobody else may see or change. */
export interface TwoOfEach {
  readonly a: Shopkeeper & { readonly buyer: TestUser; readonly buyerToken: string };
  readonly b: Shopkeeper & { readonly buyer: TestUser; readonly buyerToken: string };
  /** Paid, nothing of it packed. */
  readonly order: PlacedOrder;
  /** Not paid. */
  readonly openOrder: PlacedOrder;
  /** Paid, nothing of it packed, and no other route touches it. */
  readonly spareOrder: PlacedOrder;
  readonly guestOrder: PlacedOrder;
  /** Delivered, and a return of it in the state that its name says; each of another order. */
  readonly deliveredOrder: PlacedOrder;
  readonly returns: Readonly<Record<ReturnStep, { readonly orderId: string; readonly id: string }>>;
  /** Kept cards of the buyer: one to remove, one to pay the open order with. */
  readonly cards: readonly [string, string];
  readonly partId: string;
  readonly packedPartId: string;
  readonly shippedPartId: string;
  readonly quoteId: string;
  readonly messageId: string;
  /** Of buyer A, on another device. */
  readonly sessionId: string;
  readonly reviewId: string;
  /** Of seller A: one to change, one to delete. */
  readonly sellerReviews: readonly [string, string];
  readonly invitationId: string;
  readonly member: TestUser;
  /** In A's address book. */
  readonly addressId: string;
  /** Of A's account. */
  readonly waysIn: { readonly passkeyId: string; readonly identityId: string };
  readonly invited: { readonly user: TestUser; readonly invitationId: string };
  /** Texts that are in no answer to anybody else. */
  readonly secrets: readonly string[];
}

export async function openTwoOfEach(services: TestServices): Promise<TwoOfEach> {
  const [keeperA, keeperB] = [await openWithOffer(services), await openWithOffer(services)];
  const buyer = await userWith(services, [{ offerId: keeperA.offerId }]);
  const buyerA = services.identity.user({ userId: buyer.userId, email: buyer.email });
  const buyerB = services.identity.user();
  const order = await buy(services, buyer);
  await pay(services, buyer, order);
  await services.settled();

  const again = async () => {
    await services.call('cart', {
      method: 'POST',
      path: '/v1/cart/items',
      token: buyer.token,
      body: { offerId: keeperA.offerId, quantity: 1 },
    });
    const placed = await buy(services, buyer);
    await pay(services, buyer, placed);
    await services.settled();
    return placed;
  };
  const partOfAnother = async () => partOf(services, keeperA.token, await again());
  const step = (id: string, name: string, body?: object) =>
    expectOk(services, 'order', keeperA.token, `/v1/seller/orders/${id}/${name}`, body);
  const tracking = { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' };
  const [packedPartId, shippedPartId, deliveredPartId] = [
    await partOfAnother(),
    await partOfAnother(),
    await partOfAnother(),
  ];
  for (const id of [packedPartId, shippedPartId, deliveredPartId]) await step(id, 'pack');
  for (const id of [shippedPartId, deliveredPartId]) await step(id, 'ship', tracking);
  await step(deliveredPartId, 'deliver');
  await services.settled();

  const orderDelivered = async () => {
    const placed = await again();
    const id = await partOf(services, keeperA.token, placed);
    await step(id, 'pack');
    await step(id, 'ship', tracking);
    await step(id, 'deliver');
    return placed;
  };
  const deliveredOrder = await orderDelivered();
  const returns = Object.fromEntries(
    await inTurn(RETURN_STEPS, async (name) => {
      const { order: each } = await orderDelivered();
      const lines = [{ offerId: keeperA.offerId, quantity: 1 }];
      const { id } = await expectOk<{ id: string }>(
        services,
        'order',
        buyer.token,
        `/v1/orders/${each.id}/returns`,
        { lines, reason: 'damaged', comment: `The return to ${name}` },
      );
      if (name === 'ship' || name === 'receive') {
        await expectOk(services, 'order', keeperA.token, `/v1/seller/returns/${id}/approve`);
      }
      return [name, { orderId: each.id, id }] as const;
    }),
  ) as TwoOfEach['returns'];

  const reviewPath = `/v1/products/${keeperA.productId}/reviews`;
  const review = await expectOk<{ id: string }>(services, 'catalog', buyer.token, reviewPath, {
    stars: 4,
    title: 'A good lamp',
    body: 'It lights the room as it should.',
  });
  await services.settled();
  const rate = async (sellerOrderId: string) => {
    const words = { sellerOrderId, stars: 4, body: 'A quick seller.' };
    const { id } = await expectOk<{ id: string }>(
      services,
      'seller',
      buyer.token,
      '/v1/seller-reviews',
      words,
    );
    return id;
  };
  const sellerReviews = [
    await rate(deliveredPartId),
    await rate(await partOf(services, keeperA.token, deliveredOrder)),
  ] as const;
  const spareOrder = await again();
  const cards = await keepCards(services, buyer, () =>
    placeWith(services, buyer.token, buyer.email, keeperA.offerId),
  );
  const openOrder = await placeWith(services, buyer.token, buyer.email, keeperA.offerId);
  const guestOrder = await buy(services, await guestWith(services, [{ offerId: keeperA.offerId }]));
  await services.call('cart', {
    method: 'POST',
    path: '/v1/cart/items',
    token: buyer.token,
    body: { offerId: keeperA.offerId, quantity: 1 },
  });
  const quote = await askForQuote(services, buyer);

  const invite = (email: string, role: string) =>
    expectOk<TeamInvitation>(services, 'seller', keeperA.token, '/v1/seller/team', { email, role });
  const member = services.identity.user();
  const joining = await invite(member.email, 'fulfilment');
  const memberToken = await services.identity.tokenFor(member);
  await expectOk(services, 'seller', memberToken, `/v1/seller-invitations/${joining.id}/accept`);
  const open = await invite('somebody@team-a.example', 'manager');
  const invitedUser = services.identity.user();
  const invited = await invite(invitedUser.email, 'finance');
  await services.settled();
  const inbox = await until('a message to A', async () => {
    const { body } = await services.call<Inbox>('notification', {
      path: '/v1/notifications',
      token: buyer.token,
    });
    return body.items.length > 0 && body;
  });

  const messageId = inbox.items[0]?.id ?? '';
  await openAccountOf(services, buyerA);
  const orders = [order, openOrder, spareOrder, guestOrder].map(({ order: each }) => each);
  return {
    a: { ...keeperA, buyer: buyerA, buyerToken: buyer.token },
    b: { ...keeperB, buyer: buyerB, buyerToken: await services.identity.tokenFor(buyerB) },
    order,
    openOrder,
    spareOrder,
    guestOrder,
    deliveredOrder,
    returns,
    cards,
    partId: await partOf(services, keeperA.token, order),
    packedPartId,
    shippedPartId,
    quoteId: quote.body.id,
    messageId,
    sessionId: await openSessionOf(services, buyerA),
    reviewId: review.id,
    sellerReviews,
    invitationId: open.id,
    member,
    addressId: await keepAddress(services, buyer.token),
    waysIn: await addWaysIn(services, buyerA),
    invited: { user: invitedUser, invitationId: invited.id },
    secrets: [
      ...orders.flatMap(({ id, number }) => [id, number]),
      guestOrder.orderKey ?? '',
      buyerA.email,
      buyerA.userId,
      member.email,
      invitedUser.email,
      'somebody@team-a.example',
      messageId,
      ADDRESS.line1,
      packedPartId,
      quote.body.id,
      deliveredOrder.order.id,
      ...cards,
      ...Object.values(returns).flatMap((each) => [each.id, each.orderId]),
    ].filter((text) => text !== ''),
  };
}

/** Access tokens of tests do without an account; an address book and a list of sessions do not. */
async function openAccountOf(services: TestServices, { userId, email }: TestUser): Promise<void> {
  await services
    .database<AuthTables>('auth')
    .insertInto('users')
    .values({
      id: userId as UserId,
      email,
      email_verified_at: new Date(),
      name: 'Test User',
      password_hash: 'none that anything fits',
      seller_id: null,
      seller_role: null,
      staff_role: null,
    })
    .execute();
}

async function keepAddress(services: TestServices, token: string): Promise<string> {
  const { id } = await expectOk<{ id: string }>(services, 'auth', token, '/v1/account/addresses', {
    address: ADDRESS,
  });
  return id;
}

const ADDRESS = {
  name: 'Robin Doe',
  line1: '1 Hidden Alley',
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
};

/** As if A were logged in on another device, too. */
async function openSessionOf(services: TestServices, { userId }: TestUser): Promise<string> {
  const id = randomUUID();
  const place = { device: 'Firefox on Windows', network: '203.0.113.*' };
  await services
    .database<AuthTables>('auth')
    .insertInto('sessions')
    .values({ id, user_id: userId as UserId, ...place, ended_at: null })
    .execute();
  return id;
}

/** By paying with two cards, and wishing that they are kept. */
async function keepCards(
  services: TestServices,
  buyer: { readonly token: string; readonly email: string },
  place: () => Promise<PlacedOrder>,
): Promise<[string, string]> {
  for (const method of ['pm_card_visa', 'pm_card_mastercard']) {
    const placed = await place();
    const path = `/v1/orders/${placed.order.id}/payment/keep-card`;
    await expectOk(services, 'order', buyer.token, path, { keep: true });
    if (placed.payment) await services.payments().pay(placed.payment, method);
    await services.settled();
  }
  const { body } = await services.call<SavedCardList>('payment', { path: '/v1/cards', token: buyer.token });
  const [first, second] = body.cards;
  if (!first || !second) throw new Error('no cards were kept');
  return [first.id, second.id];
}

/** One after the other: the cart holds one basket at a time. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Two ways into A's account beside the password, and a log-in of just now. */
async function addWaysIn(
  services: TestServices,
  { userId, sessionId }: TestUser,
): Promise<TwoOfEach['waysIn']> {
  const query = services.database<AuthTables>('auth');
  const id = userId as UserId;
  await query
    .insertInto('sessions')
    .values({
      id: sessionId,
      user_id: id,
      device: 'Chrome on Linux',
      network: '127.0.0.*',
      ended_at: null,
      auth_time: new Date(),
    })
    .execute();
  const passkey = await insertPasskey(query, id, {
    credentialId: randomBytes(32),
    publicKey: randomBytes(77),
    counter: 0,
    transports: [],
    isSynced: false,
    name: 'Laptop',
  });
  const identity = await insertIdentity(query, id, {
    provider: 'company',
    issuer: 'https://id.example',
    subject: randomUUID(),
    email: null,
    isEmailVerified: false,
    name: null,
  });
  return { passkeyId: passkey?.id ?? '', identityId: identity?.id ?? '' };
}

async function openWithOffer(services: TestServices): Promise<Shopkeeper> {
  const shop = await openShop(services);
  const [offer] = await listOffers(services, shop, [{ title: `Lamp ${shop.slug}`, price: '20.00' }]);
  if (!offer) throw new Error('the shop has no offer');
  await services.settled();
  const owner = services.identity.user({
    userId: shop.ownerId,
    roles: ['customer', 'seller'],
    sellerId: shop.id,
  });
  return { shop, owner, token: shop.token, offerId: offer.offerId, productId: offer.productId };
}

async function placeWith(services: TestServices, token: string, email: string, offerId: string) {
  await expectOk(services, 'cart', token, '/v1/cart/items', { offerId, quantity: 1 });
  return buy(services, { token, email });
}

async function partOf(services: TestServices, token: string, { order }: PlacedOrder): Promise<string> {
  const path = '/v1/seller/orders?limit=50';
  return until('the part of the seller', async () => {
    const { body } = await services.call<SellerOrderPage>('order', { path, token });
    return body.items.find((part) => part.orderNumber === order.number)?.id;
  });
}

async function expectOk<Body>(
  services: TestServices,
  service: ServiceName,
  token: string,
  path: string,
  body?: object,
): Promise<Body> {
  const answer = await services.call<Body>(service, {
    method: 'POST',
    path,
    token,
    headers: { 'idempotency-key': randomUUID() },
    ...(body ? { body } : {}),
  });
  if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`);
  return answer.body;
}
