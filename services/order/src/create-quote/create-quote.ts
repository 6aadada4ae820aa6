import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Quote, QuoteBody, ShippingOption } from '@haat/contracts/http/order.ts';
import type { CartId, QuoteId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { REGIONS, type RegionCode } from '@haat/contracts/region.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Buyer, quoteOwner } from '../buyer.ts';
import { insertQuote, type StoredQuote } from '../db/quote-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { toTotals } from '../db/to-order-view.ts';
import { CartChanged, CartEmpty, CountryNotServed, RegionInvalid } from '../domain/order.errors.ts';
import { addUp, type Basket, type PricedPart, price } from '../domain/pricing.ts';
import { SHIPPING } from '../domain/shipping.ts';
import { isTaxableRegion } from '../domain/tax.ts';
import type { Upstream } from '../upstream/upstream.ts';

export const CREATE_QUOTE_ERRORS = [CartEmpty, CartChanged, CountryNotServed, RegionInvalid] as const;

const QUOTE_MINUTES = 30;

export interface QuoteDependencies {
  readonly database: Database<OrderTables>;
  readonly upstream: Upstream;
  readonly region: RegionCode;
}

/**
 * Prices the caller's cart for an address: every amount comes from the catalogue, the region's tables and nowhere
 * else. What the cart showed a moment ago will do: placing the order asks the catalogue itself.
 * @throws order.cart-empty, order.cart-changed with meta.offerIds, order.country-not-served, order.region-invalid
 */
export async function createQuote(
  dependencies: QuoteDependencies,
  buyer: Buyer,
  body: QuoteBody,
): Promise<Quote> {
  assertAddress(dependencies.region, body);
  const owner = quoteOwner(buyer);
  const cart = owner ? await dependencies.upstream.cartLines(buyer) : undefined;
  if (!owner || !cart?.cartId || cart.lines.length === 0) throw CartEmpty();
  const offers = new Map(cart.offers.map((offer) => [offer.offerId, offer]));
  return makeQuote(dependencies, cart.lines, offers, {
    owner,
    cartId: cart.cartId as CartId,
    userId: buyer.actor.kind === 'user' ? buyer.actor.userId : null,
    email: body.email,
    address: body.address,
    shipping: body.shipping,
  });
}

type QuoteTerms = Pick<StoredQuote, 'owner' | 'cartId' | 'userId' | 'email' | 'address' | 'shipping'>;

/** Prices lines of known offers and stores the quote. */
export async function makeQuote(
  { database, region }: QuoteDependencies,
  lines: readonly { offerId: string; quantity: number }[],
  offers: ReadonlyMap<string, OfferSnapshot>,
  terms: QuoteTerms,
): Promise<Quote> {
  const now = new Date();
  const { currency } = REGIONS[region];
  const gone = lines.filter((line) => {
    const offer = offers.get(line.offerId);
    return !offer || offer.availability === 'out_of_stock' || offer.price.currency !== currency;
  });
  if (gone.length > 0) throw CartChanged({ offerIds: gone.map((line) => line.offerId) });
  const basket: Basket = {
    lines: lines.flatMap(({ offerId, quantity }) => {
      const offer = offers.get(offerId);
      return offer ? [{ offer, quantity }] : [];
    }),
    address: terms.address,
    shipping: terms.shipping,
    region,
    currency,
  };
  const parts = price(basket, now);
  const quote: StoredQuote = {
    ...terms,
    id: uuidv7() as QuoteId,
    parts,
    currency,
    expiresAt: new Date(now.getTime() + QUOTE_MINUTES * 60_000),
  };
  await insertQuote(database.query, quote);
  return toQuoteView(quote, basket, now);
}

function toQuoteView(quote: StoredQuote, basket: Basket, now: Date): Quote {
  const options = Object.entries(SHIPPING[basket.region]) as [ShippingOption, { label: string }][];
  return {
    id: quote.id,
    expiresAt: quote.expiresAt.toISOString(),
    sellers: quote.parts.map((part) => ({
      sellerId: part.sellerId,
      sellerName: part.sellerName,
      lines: [...part.lines],
      totals: toTotals(part.amounts, quote.currency),
      deliverBy: part.deliverBy,
    })),
    totals: toTotals(addUp(quote.parts), quote.currency),
    shippingOptions: options.map(([option, { label }]) => {
      const parts = price({ ...basket, shipping: option }, now);
      return {
        option,
        label,
        price: money(addUp(parts).shipping, quote.currency),
        deliverBy: lastDay(parts),
      };
    }),
  };
}

const lastDay = (parts: readonly PricedPart[]): string =>
  parts.map((part) => part.deliverBy).reduce((latest, day) => (day > latest ? day : latest), '');

function assertAddress(region: RegionCode, body: QuoteBody): void {
  if (!REGIONS[region].countries.includes(body.address.country)) throw CountryNotServed();
  if (!isTaxableRegion(region, body.address)) throw RegionInvalid();
}
