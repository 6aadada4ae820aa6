import type { Order as OrderView, SellerOrder, Totals } from '@haat/contracts/http/order.ts';
import type { TimelineEntry } from '@haat/contracts/http/timeline.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { Kysely } from 'kysely';
import { isTaxOnTop } from '../domain/allocation.ts';
import type { Order, SellerPart } from '../domain/order.ts';
import type { Amounts } from '../domain/pricing.ts';
import { withReturns } from './order-page.query.ts';
import type { OrderWithTimeline } from './order-row.ts';
import type { StoredReturn } from './return-repository.ts';
import type { OrderTables } from './tables.ts';
import { placeOf, toReturnView } from './to-return-view.ts';

export const toTotals = (amounts: Amounts, currency: string): Totals => ({
  subtotal: money(amounts.subtotal, currency),
  shipping: money(amounts.shipping, currency),
  tax: money(amounts.tax, currency),
  discount: money(amounts.discount, currency),
  total: money(amounts.total, currency),
});

const toPartView = (part: SellerPart, currency: string) => ({
  id: part.id,
  number: part.number,
  sellerId: part.sellerId,
  sellerName: part.sellerName,
  status: part.status,
  lines: [...part.lines],
  totals: toTotals(part.amounts, currency),
  givenBack: money(part.givenBack, currency),
  tracking: part.tracking,
  deliverBy: part.deliverBy,
  deliveredAt: part.deliveredAt?.toISOString() ?? null,
  returnBy: part.returnBy?.toISOString() ?? null,
});

/** The buyer's and the administrator's view of an order whose timeline is still to be read. */
export async function readOrderView(query: Kysely<OrderTables>, order: Order): Promise<OrderView> {
  const [timeline, { returns }] = await Promise.all([
    timelineOf(query, order.id),
    withReturns(query, { order }),
  ]);
  return toOrderView({ order, timeline, returns });
}

interface ViewedOrder extends OrderWithTimeline {
  /** None where nothing was delivered yet. */
  readonly returns?: readonly StoredReturn[];
}

/** The buyer's and the administrator's view. */
export function toOrderView({ order, timeline, returns = [] }: ViewedOrder): OrderView {
  const waiting = order.status === 'placed' || order.status === 'pending_payment';
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    version: order.version,
    email: order.email,
    address: order.address,
    placedAt: order.placedAt.toISOString(),
    payBy: waiting ? order.payBy.toISOString() : null,
    cancellationReason: order.cancellationReason,
    paymentStatus: order.payment,
    totals: toTotals(order.amounts, order.currency),
    givenBack: money(givenBackOf(order), order.currency),
    taxIncluded: !isTaxOnTop(order.amounts),
    sellerOrders: order.parts.map((part) => toPartView(part, order.currency)),
    returns: returns.map((each) => toReturnView(each, placeOf(order, each))),
    timeline: [...timeline],
  };
}

const givenBackOf = (order: Order): number => order.parts.reduce((sum, part) => sum + part.givenBack, 0);

/** What is said of the buyer's money is the whole order's, and none of a seller's business. */
const OF_THE_MONEY: ReadonlySet<string> = new Set(['refund_requested', 'refunded']);

export const isForSeller = (entry: TimelineEntry, part: string): boolean =>
  entry.sellerOrderId === part || (entry.sellerOrderId === null && !OF_THE_MONEY.has(entry.kind));

/** A seller's view of its own part: nothing of the other sellers', no e-mail address. */
export async function toSellerOrderView(
  query: Kysely<OrderTables>,
  order: Order,
  part: SellerPart,
): Promise<SellerOrder> {
  const timeline = await timelineOf(query, order.id);
  return withTimeline(
    order,
    part,
    timeline.filter((entry) => isForSeller(entry, part.id)),
  );
}

export const withTimeline = (
  order: Order,
  part: SellerPart,
  timeline: readonly TimelineEntry[],
): SellerOrder => ({
  ...toPartView(part, order.currency),
  orderNumber: order.number,
  address: order.address,
  placedAt: order.placedAt.toISOString(),
  dispatchBy: part.dispatchBy,
  timeline: [...timeline],
});

export async function timelineOf(query: Kysely<OrderTables>, orderId: OrderId): Promise<TimelineEntry[]> {
  const rows = await query
    .selectFrom('timeline')
    .select(['at', 'kind', 'text', 'seller_order_id'])
    .where('order_id', '=', orderId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at.toISOString(),
    kind: row.kind,
    text: row.text,
    sellerOrderId: row.seller_order_id,
  }));
}
