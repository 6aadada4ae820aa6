import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentRefunded } from '@haat/contracts/events/payment-refunded.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderPacked } from '@haat/contracts/events/seller-order-packed.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'order',
  publishes: [
    OrderPlaced,
    OrderConfirmed,
    OrderCancelled,
    LinesCancelled,
    SellerOrderPacked,
    SellerOrderShipped,
    SellerOrderDelivered,
    ReturnMoved,
    OrderClaimed,
    RefundRequested,
    PrivilegedAct,
  ],
  consumes: [PaymentSucceeded, PaymentFailed, PaymentRefunded, ReservationLost, EmailVerified, UserErased],
};
