import type { TimelineEntry } from '@haat/contracts/http/timeline.ts';
import type { SellerId, SellerOrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { Selectable } from 'kysely';
import type { Order, SellerPart } from '../domain/order.ts';
import type { OrderTables } from './tables.ts';

export interface OrderWithTimeline {
  readonly order: Order;
  readonly timeline: readonly TimelineEntry[];
}

/** A line as JSON inside of its part's row. */
export interface LoadedLine {
  offer_id: string;
  product_id: string;
  product_slug: string;
  sku: string;
  title: string;
  options: Record<string, string>;
  image_url: string;
  quantity: number;
  unit_price: number;
  line_total: number;
  tax: number;
  cancelled: number;
}

export interface LoadedPart {
  id: SellerOrderId;
  number: string;
  seller_id: SellerId;
  seller_name: string;
  status: SellerPart['status'];
  subtotal: number;
  shipping: number;
  tax: number;
  discount: number;
  total: number;
  given_back: number;
  carrier: string | null;
  tracking_number: string | null;
  dispatch_by: string;
  deliver_by: string;
  delivered_at: string | null;
  return_by: string | null;
  lines: LoadedLine[];
}

export interface LoadedEntry {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
  readonly seller_order_id: SellerOrderId | null;
}

export const toEntry = (entry: LoadedEntry): TimelineEntry => ({
  at: new Date(entry.at).toISOString(),
  kind: entry.kind,
  text: entry.text,
  sellerOrderId: entry.seller_order_id,
});

export type OrderRow = Selectable<OrderTables['orders']>;

const amountsOf = ({ subtotal, shipping, tax, discount, total }: Order['amounts']) => ({
  subtotal,
  shipping,
  tax,
  discount,
  total,
});

export function toOrder(row: OrderRow, parts: readonly LoadedPart[]): Order {
  return {
    id: row.id,
    number: row.number,
    quoteId: row.quote_id,
    cartId: row.cart_id,
    userId: row.user_id,
    email: row.email,
    buyerName: row.buyer_name,
    address: row.address,
    status: row.status,
    payment: row.payment_status,
    currency: row.currency,
    amounts: amountsOf(row),
    payBy: row.pay_by,
    cancellationReason: row.cancellation_reason,
    version: Number(row.version),
    placedAt: row.placed_at,
    parts: parts.map((part) => toPart(part, row.currency)),
  };
}

/** Inside JSON a time is text. */
const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

function toPart(part: LoadedPart, currency: string): SellerPart {
  return {
    id: part.id,
    number: part.number,
    sellerId: part.seller_id,
    sellerName: part.seller_name,
    status: part.status,
    amounts: amountsOf(part),
    givenBack: part.given_back,
    tracking: part.carrier ? { carrier: part.carrier, number: part.tracking_number ?? '' } : null,
    dispatchBy: part.dispatch_by,
    deliverBy: part.deliver_by,
    deliveredAt: toDate(part.delivered_at),
    returnBy: toDate(part.return_by),
    lines: part.lines.map((line) => ({
      offerId: line.offer_id,
      productId: line.product_id,
      productSlug: line.product_slug,
      sku: line.sku,
      title: line.title,
      options: line.options,
      imageUrl: line.image_url,
      quantity: line.quantity,
      unitPrice: money(line.unit_price, currency),
      lineTotal: money(line.line_total, currency),
      tax: money(line.tax, currency),
      cancelled: line.cancelled,
    })),
  };
}
