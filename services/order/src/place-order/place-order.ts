import { isDeepStrictEqual } from 'node:util';
import type { BeginPaymentBody, Payment } from '@haat/contracts/http/payment.ts';
import type { OrderId, QuoteId, SellerOrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { DomainError } from '@haat/platform/errors/domain-error.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Buyer, quoteOwner } from '../buyer.ts';
import { makeQuote, type QuoteDependencies } from '../create-quote/create-quote.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { findOrderOfQuote, insertOrder, updateOrder } from '../db/order-repository.ts';
import type { OrderWithTimeline } from '../db/order-row.ts';
import { findQuote, type StoredQuote } from '../db/quote-repository.ts';
import { isChangedMeanwhile, storeEventsIfUnchanged } from '../db/store-order-events.ts';
import {
  CartChanged,
  OrderEnded,
  OrderOutOfStock,
  QuoteChanged,
  QuoteExpired,
  QuoteNotFound,
} from '../domain/order.errors.ts';
import { decide, type Order } from '../domain/order.ts';
import { newOrderNumber } from '../domain/order-number.ts';
import { addUp, price } from '../domain/pricing.ts';

export const PLACE_ORDER_ERRORS = [
  QuoteNotFound,
  QuoteExpired,
  QuoteChanged,
  CartChanged,
  OrderOutOfStock,
  OrderEnded,
] as const;

export interface PlaceOrderDependencies extends QuoteDependencies {
  /** How long stock is held for a payment. */
  readonly paymentSeconds: number;
}

export interface PlacedOrder extends OrderWithTimeline {
  /** Null for an order that is paid already. */
  readonly payment: Payment | null;
}

/**
 * Turns a quote into an order: recorded first, then its stock reserved, then its payment begun. A crash between
 * any two of these leaves an order that the next attempt with the same quote, or the settling job, finishes.
 * @throws order.quote-not-found, order.quote-expired, order.quote-changed with meta.quote, order.out-of-stock with
 * meta.offerIds, order.ended
 */
export async function placeOrder(
  dependencies: PlaceOrderDependencies,
  buyer: Buyer,
  quoteId: QuoteId,
): Promise<PlacedOrder> {
  const { database } = dependencies;
  const owner = quoteOwner(buyer);
  if (!owner) throw QuoteNotFound();
  const found = await findQuote(database.query, owner, quoteId);
  if (!found) throw QuoteNotFound();
  const { quote } = found;
  const existing = found.isOrdered ? await findOrderOfQuote(database.query, quoteId) : undefined;
  if (existing) return advance(dependencies, existing);
  if (quote.expiresAt < new Date()) throw QuoteExpired();
  await assertUnchanged(dependencies, quote);
  const order = toOrder(quote, dependencies.paymentSeconds);
  const lineTaxes = quote.parts.map((part) => [...part.lineTaxes]);
  const recorded = await insertOrder(database.query, order, lineTaxes);
  // Of two requests at once with one quote, the second finds the first one's order.
  const current = recorded ? { order, timeline: [] } : await findOrderOfQuote(database.query, quoteId);
  if (!current) throw QuoteNotFound();
  return advance(dependencies, current);
}

/** Reserves the stock and begins the payment; each step finds what an earlier attempt did. */
async function advance(
  { database, upstream }: PlaceOrderDependencies,
  found: OrderWithTimeline,
): Promise<PlacedOrder> {
  const { order } = found;
  if (order.status === 'cancelled') throw OrderEnded({ reason: order.cancellationReason });
  if (order.status === 'confirmed') return { ...found, payment: null };
  if (order.status === 'placed') await reserve(database, upstream, order);
  const payment = await upstream.beginPayment(paymentOf(order));
  const awaitPayment = (current: Order) => decide({ kind: 'await-payment' }, current);
  const change = await database
    .transaction(async (unit) => storeEventsIfUnchanged(unit, found, awaitPayment(order)))
    .catch((error: unknown) => {
      if (!isChangedMeanwhile(error)) throw error;
      return database.transaction((unit) => updateOrder(unit, SYSTEM, order.id, awaitPayment));
    });
  return { ...(change ?? found), payment };
}

async function reserve(
  database: PlaceOrderDependencies['database'],
  upstream: PlaceOrderDependencies['upstream'],
  order: Order,
): Promise<void> {
  const lines = order.parts.flatMap((part) =>
    part.lines.map(({ offerId, quantity }) => ({ offerId, quantity })),
  );
  try {
    await upstream.reserve({ orderId: order.id, expiresAt: order.payBy.toISOString(), lines });
  } catch (error) {
    // No answer is no refusal: the order stays for the next attempt.
    if (!(error instanceof DomainError) || error.status >= 500) throw error;
    await database.transaction((unit) =>
      updateOrder(unit, SYSTEM, order.id, (current) =>
        current.status === 'placed' ? decide({ kind: 'cancel', reason: 'Sold out' }, current) : [],
      ),
    );
    throw error.code === 'inventory.out-of-stock' ? OrderOutOfStock(error.meta) : OrderEnded();
  }
}

export const paymentOf = (order: Order): BeginPaymentBody => ({
  orderId: order.id,
  orderNumber: order.number,
  amount: money(order.amounts.total, order.currency),
  email: order.email,
});

/** The buyer pays what was shown: where the catalogue says otherwise by now, the buyer is asked again. */
async function assertUnchanged(dependencies: PlaceOrderDependencies, quote: StoredQuote): Promise<void> {
  const { upstream, region } = dependencies;
  const lines = quote.parts.flatMap((part) => part.lines);
  const offers = await upstream.offers(lines.map((line) => line.offerId));
  const known = lines.flatMap((line) => {
    const offer = offers.get(line.offerId);
    return offer && offer.availability !== 'out_of_stock' ? [{ offer, quantity: line.quantity }] : [];
  });
  const { address, shipping, currency } = quote;
  const parts = price({ lines: known, address, shipping, region, currency }, new Date());
  const same =
    known.length === lines.length &&
    isDeepStrictEqual(
      parts.map((part) => ({ ...part.amounts, sellerId: part.sellerId })),
      quote.parts.map((part) => ({ ...part.amounts, sellerId: part.sellerId })),
    );
  if (same) return;
  throw QuoteChanged({ quote: await makeQuote(dependencies, lines, offers, quote) });
}

function toOrder(quote: StoredQuote, paymentSeconds: number): Order {
  const number = newOrderNumber();
  const now = new Date();
  return {
    id: uuidv7() as OrderId,
    number,
    quoteId: quote.id,
    cartId: quote.cartId,
    userId: quote.userId,
    email: quote.email,
    buyerName: quote.address.name,
    address: quote.address,
    status: 'placed',
    payment: 'none',
    currency: quote.currency,
    amounts: addUp(quote.parts),
    payBy: new Date(now.getTime() + paymentSeconds * 1000),
    cancellationReason: null,
    version: 1,
    placedAt: now,
    parts: quote.parts.map((part, index) => ({
      id: uuidv7() as SellerOrderId,
      number: `${number}-${index + 1}`,
      sellerId: part.sellerId as Order['parts'][number]['sellerId'],
      sellerName: part.sellerName,
      status: 'awaiting_payment',
      lines: part.lines.map((line, position) => ({
        ...line,
        tax: money(part.lineTaxes[position] ?? 0, quote.currency),
        cancelled: 0,
      })),
      amounts: part.amounts,
      givenBack: 0,
      tracking: null,
      dispatchBy: part.dispatchBy,
      deliverBy: part.deliverBy,
      deliveredAt: null,
      returnBy: null,
    })),
  };
}
