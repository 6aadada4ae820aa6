import { Type } from 'typebox';
import { LineQuantity } from '../http/cart.ts';
import { Instant, nullable, Uuid } from '../http/primitives.ts';

export const SellerOrderSnapshot = Type.Object({
  orderId: Uuid,
  orderNumber: Type.String(),
  sellerOrderId: Uuid,
  number: Type.String(),
  sellerId: Uuid,
  sellerName: Type.String(),
  userId: nullable(Uuid),
  email: Type.String(),
  buyerName: Type.String(),
  at: Instant,
  deliverBy: Type.String(),
  titles: Type.Array(Type.String()),
  /** Absent from events of before it was told. */
  lines: Type.Optional(
    Type.Array(Type.Object({ offerId: Uuid, productId: Uuid, title: Type.String(), quantity: LineQuantity })),
  ),
});
