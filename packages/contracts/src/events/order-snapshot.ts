import { type Static, Type } from 'typebox';
import { LineQuantity } from '../http/cart.ts';
import { Instant, nullable, Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** What the events of an order tell of it: enough for mail, figures and stock, nothing of the buyer's address. */
export const OrderSnapshot = Type.Object({
  orderId: Uuid,
  orderNumber: Type.String(),
  /** The cart it was made from; its lines leave the cart once the order is paid. */
  cartId: Uuid,
  /** Null for a guest. */
  userId: nullable(Uuid),
  email: Type.String(),
  buyerName: Type.String(),
  placedAt: Instant,
  total: Money,
  sellerOrders: Type.Array(
    Type.Object({
      sellerOrderId: Uuid,
      number: Type.String(),
      sellerId: Uuid,
      sellerName: Type.String(),
      total: Money,
      deliverBy: Type.String(),
      lines: Type.Array(
        Type.Object({
          offerId: Uuid,
          productId: Uuid,
          title: Type.String(),
          quantity: LineQuantity,
          lineTotal: Money,
        }),
      ),
    }),
  ),
});
export type OrderSnapshot = Static<typeof OrderSnapshot>;
