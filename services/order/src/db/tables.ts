import type { Address, OrderStatus, SellerOrderStatus, ShippingOption } from '@haat/contracts/http/order.ts';
import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { ReturnReason, ReturnStatus } from '@haat/contracts/http/return.ts';
import type {
  CartId,
  OfferId,
  OrderId,
  ProductId,
  QuoteId,
  SellerId,
  SellerOrderId,
  UserId,
} from '@haat/contracts/ids.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { LineTake } from '../domain/allocation.ts';
import type { PaymentState } from '../domain/order.ts';
import type { PricedPart } from '../domain/pricing.ts';

/** What a state says besides its status; times as text. */
export type StoredReturnState = Readonly<Record<string, unknown>>;

export interface OrderTables {
  erased_users: { user_id: UserId; erased_at: Generated<Date>; finished_at: Date | null };
  quotes: {
    id: QuoteId;
    owner: string;
    cart_id: CartId;
    user_id: UserId | null;
    email: string;
    address: JSONColumnType<Address>;
    shipping: ShippingOption;
    parts: JSONColumnType<PricedPart[]>;
    total: number;
    currency: string;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  orders: {
    id: OrderId;
    number: string;
    quote_id: QuoteId;
    cart_id: CartId;
    user_id: UserId | null;
    email: string;
    buyer_name: string;
    address: JSONColumnType<Address>;
    status: OrderStatus;
    payment_status: PaymentState;
    currency: string;
    subtotal: number;
    shipping: number;
    tax: number;
    discount: number;
    total: number;
    pay_by: Date;
    cancellation_reason: string | null;
    version: Generated<number>;
    placed_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  seller_orders: {
    id: SellerOrderId;
    order_id: OrderId;
    number: string;
    seller_id: SellerId;
    seller_name: string;
    status: SellerOrderStatus;
    subtotal: number;
    shipping: number;
    tax: number;
    discount: number;
    total: number;
    given_back: Generated<number>;
    carrier: string | null;
    tracking_number: string | null;
    dispatch_by: ColumnType<string, string, never>;
    deliver_by: ColumnType<string, string, never>;
    delivered_at: Date | null;
    return_by: Date | null;
    placed_at: Generated<Date>;
  };
  order_lines: {
    seller_order_id: SellerOrderId;
    position: number;
    offer_id: OfferId;
    product_id: ProductId;
    product_slug: string;
    sku: string;
    title: string;
    options: JSONColumnType<Record<string, string>>;
    image_url: string;
    quantity: number;
    unit_price: number;
    line_total: number;
    tax: number;
    cancelled: Generated<number>;
  };
  cancellations: {
    id: string;
    order_id: OrderId;
    request_key: string;
    reason: string;
    refund: JSONColumnType<RefundQuote>;
    at: Generated<Date>;
  };
  returns: {
    id: string;
    number: string;
    order_id: OrderId;
    seller_order_id: SellerOrderId;
    seller_id: SellerId;
    request_key: string;
    reason: ReturnReason;
    comment: string;
    takes: JSONColumnType<LineTake[]>;
    refund: JSONColumnType<RefundQuote>;
    status: ReturnStatus;
    state: JSONColumnType<StoredReturnState>;
    due_at: Date | null;
    refund_id: string | null;
    requested_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  return_units: { seller_order_id: SellerOrderId; position: number; unit: number; return_id: string };
  timeline: {
    id: string;
    order_id: OrderId;
    seller_order_id: SellerOrderId | null;
    kind: string;
    text: string;
    at: Date;
  };
}
