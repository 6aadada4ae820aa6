import type { AnyEventDefinition } from '../define-event.ts';
import { AvailabilityChanged } from './availability-changed.v1.ts';
import { EmailVerified } from './email-verified.v1.ts';
import { LinesCancelled } from './lines-cancelled.v1.ts';
import { OffersCreated } from './offers-created.v1.ts';
import { OrderCancelled } from './order-cancelled.v1.ts';
import { OrderClaimed } from './order-claimed.v1.ts';
import { OrderConfirmed } from './order-confirmed.v1.ts';
import { OrderPlaced } from './order-placed.v1.ts';
import { PaymentFailed } from './payment-failed.v1.ts';
import { PaymentRefunded } from './payment-refunded.v1.ts';
import { PaymentSucceeded } from './payment-succeeded.v1.ts';
import { PrivilegedAct } from './privileged-act.v1.ts';
import { ProductChanged } from './product-changed.v1.ts';
import { RefundRequested } from './refund-requested.v1.ts';
import { ReservationLost } from './reservation-lost.v1.ts';
import { ReturnMoved } from './return-moved.v1.ts';
import { SellerMemberAdded } from './seller-member-added.v1.ts';
import { SellerMemberChanged } from './seller-member-changed.v1.ts';
import { SellerMemberRemoved } from './seller-member-removed.v1.ts';
import { SellerOrderDelivered } from './seller-order-delivered.v1.ts';
import { SellerOrderPacked } from './seller-order-packed.v1.ts';
import { SellerOrderShipped } from './seller-order-shipped.v1.ts';
import { SellerRatingChanged } from './seller-rating-changed.v1.ts';
import { StoreOpened } from './store-opened.v1.ts';
import { UserErased } from './user-erased.v1.ts';
import { UserRegistered } from './user-registered.v1.ts';

/** Every event there is: what the generated event catalogue and the golden samples are checked against. */
export const EVENTS: readonly AnyEventDefinition[] = [
  AvailabilityChanged,
  EmailVerified,
  LinesCancelled,
  OffersCreated,
  OrderCancelled,
  OrderClaimed,
  OrderConfirmed,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  PaymentSucceeded,
  PrivilegedAct,
  ProductChanged,
  RefundRequested,
  ReservationLost,
  ReturnMoved,
  SellerMemberAdded,
  SellerMemberChanged,
  SellerMemberRemoved,
  SellerOrderDelivered,
  SellerOrderPacked,
  SellerOrderShipped,
  SellerRatingChanged,
  StoreOpened,
  UserErased,
  UserRegistered,
];
