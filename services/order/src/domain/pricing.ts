import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Address, OrderLine, ShippingOption } from '@haat/contracts/http/order.ts';
import { money } from '@haat/contracts/money.ts';
import type { RegionCode } from '@haat/contracts/region.ts';
import { addWorkingDays } from './delivery-date.ts';
import { SHIPPING } from './shipping.ts';
import { taxOf } from './tax.ts';

/** Integer minor units of the order's currency. */
export interface Amounts {
  readonly subtotal: number;
  readonly shipping: number;
  readonly tax: number;
  readonly discount: number;
  readonly total: number;
}

export interface PricedPart {
  readonly sellerId: string;
  readonly sellerName: string;
  readonly lines: readonly OrderLine[];
  /** Tax of each line, in the order of the lines. */
  readonly lineTaxes: readonly number[];
  readonly amounts: Amounts;
  /** YYYY-MM-DD. */
  readonly dispatchBy: string;
  readonly deliverBy: string;
}

export interface Basket {
  readonly lines: readonly { readonly offer: OfferSnapshot; readonly quantity: number }[];
  readonly address: Address;
  readonly shipping: ShippingOption;
  readonly region: RegionCode;
  readonly currency: string;
}

/** One part a seller, sorted by the seller's name; every amount from the catalogue's prices, none from the buyer. */
export function price(basket: Basket, now: Date): PricedPart[] {
  const bySeller = Map.groupBy(basket.lines, (line) => line.offer.sellerId);
  return [...bySeller.values()]
    .map((lines) => pricePart(basket, lines, now))
    .sort((a, b) => (a.sellerName < b.sellerName ? -1 : 1));
}

function pricePart(basket: Basket, basketLines: Basket['lines'], now: Date): PricedPart {
  const { currency, region, shipping, address } = basket;
  const lines = basketLines.map(({ offer, quantity }) => ({
    offerId: offer.offerId,
    productId: offer.productId,
    productSlug: offer.productSlug,
    sku: offer.sku,
    title: offer.title,
    options: offer.options,
    imageUrl: offer.imageUrl,
    quantity,
    unitPrice: offer.price,
    lineTotal: money(offer.price.amount * quantity, currency),
  }));
  const subtotal = sum(lines.map((line) => line.lineTotal.amount));
  const rates = SHIPPING[region][shipping];
  const shippingAmount = subtotal >= rates.freeFrom ? 0 : rates.price;
  const taxes = lines.map((line) => taxOf(region, address, line.lineTotal.amount));
  const tax = sum(taxes.map((line) => line.amount));
  const included = taxes.every((line) => line.included);
  const dispatchDays = Math.max(...basketLines.map((line) => line.offer.dispatchDays));
  const first = basketLines[0]?.offer;
  return {
    sellerId: first?.sellerId ?? '',
    sellerName: first?.sellerName ?? '',
    lines,
    lineTaxes: taxes.map((line) => line.amount),
    amounts: {
      subtotal,
      shipping: shippingAmount,
      tax,
      discount: 0,
      total: subtotal + shippingAmount + (included ? 0 : tax),
    },
    dispatchBy: addWorkingDays(now, dispatchDays),
    deliverBy: addWorkingDays(now, dispatchDays + rates.transitDays),
  };
}

export function addUp(parts: readonly { readonly amounts: Amounts }[]): Amounts {
  const total = (pick: (amounts: Amounts) => number) => sum(parts.map((part) => pick(part.amounts)));
  return {
    subtotal: total((amounts) => amounts.subtotal),
    shipping: total((amounts) => amounts.shipping),
    tax: total((amounts) => amounts.tax),
    discount: total((amounts) => amounts.discount),
    total: total((amounts) => amounts.total),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
