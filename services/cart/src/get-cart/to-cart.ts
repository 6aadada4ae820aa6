import type { Cart, CartItem } from '@haat/contracts/http/cart.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import { money } from '@haat/contracts/money.ts';
import type { StoredCart, StoredItem } from '../db/cart-repository.ts';

/** What the buyer sees: the stored lines with the present price and availability of their offers. */
export function toCart(
  cart: StoredCart | undefined,
  offers: ReadonlyMap<string, OfferSnapshot>,
  currency: string,
): Cart {
  const items = (cart?.items ?? []).map((item) => toItem(item, offers.get(item.offerId)));
  const payable = items.filter((item) => item.problem === null || item.problem === 'price_changed');
  return {
    version: cart?.version ?? 0,
    items,
    itemCount: items.reduce((sum, item) => sum + item.quantity, 0),
    subtotal: money(
      payable.reduce((sum, item) => sum + item.lineTotal.amount, 0),
      currency,
    ),
  };
}

function toItem(item: StoredItem, offer: OfferSnapshot | undefined): CartItem {
  const unitPrice = offer?.price ?? item.price;
  return {
    offerId: item.offerId,
    productId: offer?.productId ?? null,
    productSlug: offer?.productSlug ?? null,
    title: offer?.title ?? 'An item that is not for sale any more',
    options: offer?.options ?? {},
    imageUrl: offer?.imageUrl ?? '/v1/media/art/withdrawn.svg',
    sellerId: offer?.sellerId ?? null,
    sellerName: offer?.sellerName ?? '',
    quantity: item.quantity,
    unitPrice,
    priceWhenAdded: item.price,
    lineTotal: money(unitPrice.amount * item.quantity, unitPrice.currency),
    availability: offer?.availability ?? 'out_of_stock',
    dispatchDays: offer?.dispatchDays ?? 0,
    problem: problemOf(item, offer),
  };
}

function problemOf(item: StoredItem, offer: OfferSnapshot | undefined): CartItem['problem'] {
  if (!offer) return 'unavailable';
  if (offer.availability === 'out_of_stock') return 'out_of_stock';
  const same = offer.price.amount === item.price.amount && offer.price.currency === item.price.currency;
  return same ? null : 'price_changed';
}
