import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { Email } from './auth.ts';
import { LineQuantity } from './cart.ts';
import { Cursor, Instant, nullable, PageLimit, page, Slug, Uuid } from './primitives.ts';
import { LineUnitsList, RefundQuote } from './refund.ts';
import { Return } from './return.ts';
import { TimelineEntry } from './timeline.ts';

const line = (maxLength: number, minLength = 1) =>
  Type.String({ minLength, maxLength, pattern: minLength > 0 ? '\\S' : '' });

export const Address = Type.Object(
  {
    name: line(100),
    line1: line(200),
    line2: Type.Optional(Type.String({ maxLength: 200 })),
    city: line(100),
    /** Two-letter state or province code where the country has one (US, CA), else free text. */
    region: Type.String({ maxLength: 100 }),
    postalCode: Type.String({ minLength: 2, maxLength: 16, pattern: '^[A-Za-z0-9 -]+$' }),
    /** ISO 3166-1 alpha-2. */
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    phone: Type.Optional(Type.String({ maxLength: 30, pattern: '^[0-9+() .-]*$' })),
  },
  { additionalProperties: false },
);
export type Address = Static<typeof Address>;

export const ShippingOption = Type.Union([Type.Literal('standard'), Type.Literal('express')]);
export type ShippingOption = Static<typeof ShippingOption>;

export const QuoteBody = Type.Object(
  { email: Email, address: Address, shipping: ShippingOption },
  { additionalProperties: false },
);
export type QuoteBody = Static<typeof QuoteBody>;

export const Totals = Type.Object({
  subtotal: Money,
  shipping: Money,
  tax: Money,
  discount: Money,
  total: Money,
});
export type Totals = Static<typeof Totals>;

export const OrderLine = Type.Object({
  offerId: Uuid,
  productId: Uuid,
  productSlug: Slug,
  sku: Type.String(),
  title: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  imageUrl: Type.String(),
  quantity: LineQuantity,
  unitPrice: Money,
  lineTotal: Money,
});
export type OrderLine = Static<typeof OrderLine>;

/** A line as it was paid for, and what became of its units since. */
export const OrderedLine = Type.Object({
  ...OrderLine.properties,
  tax: Money,
  /** Units that were cancelled before the parcel was packed. */
  cancelled: Type.Integer({ minimum: 0 }),
});
export type OrderedLine = Static<typeof OrderedLine>;

export const QuoteSeller = Type.Object({
  sellerId: Uuid,
  sellerName: Type.String(),
  lines: Type.Array(OrderLine),
  totals: Totals,
  /** Date (YYYY-MM-DD) by which the parcel should arrive. */
  deliverBy: Type.String(),
});
export type QuoteSeller = Static<typeof QuoteSeller>;

export const Quote = Type.Object({
  id: Uuid,
  expiresAt: Instant,
  sellers: Type.Array(QuoteSeller),
  totals: Totals,
  /** Same address and basket with each shipping option, so that the choice shows its price. */
  shippingOptions: Type.Array(
    Type.Object({ option: ShippingOption, label: Type.String(), price: Money, deliverBy: Type.String() }),
  ),
});
export type Quote = Static<typeof Quote>;

export const PlaceOrderBody = Type.Object({ quoteId: Uuid }, { additionalProperties: false });
export type PlaceOrderBody = Static<typeof PlaceOrderBody>;

/** placed: recorded, nothing reserved yet. pending_payment: stock reserved, waiting for the buyer's money. */
export const OrderStatus = Type.Union([
  Type.Literal('placed'),
  Type.Literal('pending_payment'),
  Type.Literal('confirmed'),
  Type.Literal('cancelled'),
]);
export type OrderStatus = Static<typeof OrderStatus>;

export const SellerOrderStatus = Type.Union([
  Type.Literal('awaiting_payment'),
  Type.Literal('to_pack'),
  Type.Literal('packed'),
  Type.Literal('shipped'),
  Type.Literal('delivered'),
  Type.Literal('cancelled'),
]);
export type SellerOrderStatus = Static<typeof SellerOrderStatus>;

export const Tracking = Type.Object({ carrier: Type.String(), number: Type.String() });

export const SellerOrderPart = Type.Object({
  id: Uuid,
  number: Type.String(),
  sellerId: Uuid,
  sellerName: Type.String(),
  status: SellerOrderStatus,
  lines: Type.Array(OrderedLine),
  /** As it was paid; what is cancelled or comes back later is told by `givenBack`. */
  totals: Totals,
  /** What went back of it, or is on its way back. */
  givenBack: Money,
  tracking: nullable(Tracking),
  deliverBy: Type.String(),
  deliveredAt: nullable(Instant),
  /** Until when its items may be sent back; null before the delivery. */
  returnBy: nullable(Instant),
});
export type SellerOrderPart = Static<typeof SellerOrderPart>;

export const PaymentStatus = Type.Union([
  Type.Literal('none'),
  Type.Literal('pending'),
  Type.Literal('succeeded'),
  Type.Literal('failed'),
  Type.Literal('refunding'),
  Type.Literal('refunded'),
]);

export const Order = Type.Object({
  id: Uuid,
  number: Type.String({ description: 'For people, e.g. HT-7K3M-92QD' }),
  status: OrderStatus,
  version: Type.Integer({ description: 'Grows with each change' }),
  email: Type.String(),
  address: Address,
  placedAt: Instant,
  /** Until when the stock is held for a payment; null once paid or cancelled. */
  payBy: nullable(Instant),
  cancellationReason: nullable(Type.String()),
  paymentStatus: PaymentStatus,
  totals: Totals,
  /** Of the parts, together. */
  givenBack: Money,
  /** The prices hold the tax, so it is no addend of the total. */
  taxIncluded: Type.Boolean(),
  sellerOrders: Type.Array(SellerOrderPart),
  /** Newest first. */
  returns: Type.Array(Return),
  timeline: Type.Array(TimelineEntry),
});
export type Order = Static<typeof Order>;

/** What the browser needs to pay: with Stripe Elements, or with the sandbox's card form at `apiBase`. */
export const PaymentHandle = Type.Object({
  provider: Type.Union([Type.Literal('stripe'), Type.Literal('sandbox')]),
  publishableKey: Type.String(),
  /** Base of the sandbox's API as the browser reaches it; null for Stripe itself. */
  apiBase: nullable(Type.String()),
  paymentIntentId: Type.String(),
  clientSecret: Type.String(),
});
export type PaymentHandle = Static<typeof PaymentHandle>;

export const PlacedOrder = Type.Object({
  order: Order,
  /** Null when the order ended before a payment could begin. */
  payment: nullable(PaymentHandle),
  /** For a guest, once: the key that shows this order (header x-order-key). */
  orderKey: nullable(Type.String()),
});
export type PlacedOrder = Static<typeof PlacedOrder>;

export const OrderSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  status: OrderStatus,
  email: Type.String(),
  placedAt: Instant,
  total: Money,
  itemCount: Type.Integer(),
  /** Title of the first item. */
  title: Type.String(),
  sellerCount: Type.Integer(),
  imageUrls: Type.Array(Type.String()),
  /** Status of each seller's part. */
  parts: Type.Array(SellerOrderStatus),
});
export type OrderSummary = Static<typeof OrderSummary>;
export const OrderPage = page(OrderSummary);
export type OrderPage = Static<typeof OrderPage>;
/** How buyers sort what they bought. */
export const OWN_ORDER_STATES = ['to_pay', 'under_way', 'delivered', 'returns', 'cancelled'] as const;
const OwnOrderState = Type.Enum(OWN_ORDER_STATES);
export type OwnOrderState = Static<typeof OwnOrderState>;
export const OwnOrderListQuery = Type.Object(
  {
    state: Type.Optional(OwnOrderState),
    /** Some of an order's number, of an item's title or of a seller's name. */
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(PageLimit(100, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type OwnOrderListQuery = Static<typeof OwnOrderListQuery>;
export const OrderListQuery = Type.Object(
  {
    status: Type.Optional(OrderStatus),
    /** Order number or e-mail address, whole. */
    q: Type.Optional(Type.String({ maxLength: 254 })),
    limit: Type.Optional(PageLimit(100, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type OrderListQuery = Static<typeof OrderListQuery>;

/** A seller's view of its part: the address to ship to, no other seller's lines, no e-mail address. */
export const SellerOrder = Type.Object({
  ...SellerOrderPart.properties,
  orderNumber: Type.String(),
  address: Address,
  placedAt: Instant,
  /** Until when it should be handed to the carrier. */
  dispatchBy: Type.String(),
  timeline: Type.Array(TimelineEntry),
});
export type SellerOrder = Static<typeof SellerOrder>;
export const SellerOrderPage = Type.Object({
  items: Type.Array(SellerOrder),
  nextCursor: nullable(Type.String()),
  /** How many of this seller's orders stand in each state. */
  counts: Type.Record(Type.String(), Type.Integer()),
});
export type SellerOrderPage = Static<typeof SellerOrderPage>;
export const SellerOrderListQuery = Type.Object(
  {
    status: Type.Optional(SellerOrderStatus),
    limit: Type.Optional(PageLimit(100, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);

export const ShipBody = Type.Object(
  {
    carrier: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    trackingNumber: Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9-]+$' }),
  },
  { additionalProperties: false },
);
export type ShipBody = Static<typeof ShipBody>;
const Reason = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
export const CancelBody = Type.Object({ reason: Reason }, { additionalProperties: false });
export type CancelBody = Static<typeof CancelBody>;

export const CancelLinesQuoteBody = Type.Object({ lines: LineUnitsList }, { additionalProperties: false });
export const CancelLinesBody = Type.Object(
  { lines: LineUnitsList, reason: Reason },
  { additionalProperties: false },
);
export type CancelLinesBody = Static<typeof CancelLinesBody>;
export const CancelledLines = Type.Object({ order: Order, refund: RefundQuote });
export type CancelledLines = Static<typeof CancelledLines>;
