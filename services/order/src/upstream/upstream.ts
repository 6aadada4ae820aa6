import type { CardPayment, CardWishBody, ChargeCardBody } from '@haat/contracts/http/card.ts';
import type { CartLines } from '@haat/contracts/http/cart.ts';
import type { OfferBatch, OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { ReserveBody } from '@haat/contracts/http/inventory.ts';
import type { BeginPaymentBody, Payment } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import type { Buyer } from '../buyer.ts';

/** The questions of checkout whose answers must be true now. Each may be asked again without harm. */
export interface Upstream {
  /** The buyer's cart with its offers as it shows them: the user's, or the guest's who has not logged in. */
  cartLines(buyer: Buyer): Promise<CartLines>;
  /** Present prices, in one request; offers that are not for sale are absent. */
  offers(offerIds: readonly string[]): Promise<Map<string, OfferSnapshot>>;
  /** @throws inventory.out-of-stock with meta.offerIds, inventory.reservation-closed */
  reserve(body: ReserveBody): Promise<void>;
  beginPayment(body: BeginPaymentBody): Promise<Payment>;
  /** @throws payment.not-open */
  keepCard(orderId: OrderId, body: CardWishBody): Promise<void>;
  /** @throws payment.card-not-found, payment.not-open */
  chargeCard(orderId: OrderId, body: ChargeCardBody): Promise<CardPayment>;
  /** Ends the payment where that is still possible. @returns what has become of it; undefined: there is none */
  cancelPayment(orderId: OrderId): Promise<Payment | undefined>;
}

const OFFERS_A_REQUEST = 100;

export function createUpstream(client: (service: ServiceName) => ServiceClient): Upstream {
  const cart = client('cart');
  const catalog = client('catalog');
  const inventory = client('inventory');
  const payment = client('payment');
  return {
    cartLines: ({ actor, guestKey }) =>
      cart.call<CartLines>({
        method: 'POST',
        path: '/internal/carts/lines',
        body: {
          ...(actor.kind === 'user' ? { userId: actor.userId } : {}),
          ...(guestKey ? { guestKey } : {}),
        },
      }),
    async offers(offerIds) {
      const { offers } = await catalog.call<OfferBatch>({
        method: 'POST',
        path: '/internal/offers/batch',
        body: { offerIds: offerIds.slice(0, OFFERS_A_REQUEST) },
      });
      return new Map(offers.map((offer) => [offer.offerId, offer]));
    },
    reserve: async (body) => {
      await inventory.call({ method: 'POST', path: '/internal/reservations', body });
    },
    // The payment provider is far away: it gets more time than a service next door.
    beginPayment: (body) =>
      payment.call<Payment>({ method: 'POST', path: '/internal/payments', body, timeoutMs: 10_000 }),
    keepCard: async (orderId, body) => {
      await payment.call({
        method: 'POST',
        path: `/internal/payments/${orderId}/keep-card`,
        body,
        timeoutMs: 10_000,
      });
    },
    chargeCard: (orderId, body) =>
      payment.call<CardPayment>({
        method: 'POST',
        path: `/internal/payments/${orderId}/charge`,
        body,
        timeoutMs: 20_000,
      }),
    cancelPayment: (orderId) =>
      payment.call<Payment | undefined>({
        method: 'POST',
        path: `/internal/payments/${orderId}/cancel`,
        timeoutMs: 10_000,
      }),
  };
}
