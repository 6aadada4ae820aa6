import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'notification',
  publishes: [],
  consumes: [
    OrderConfirmed,
    OrderCancelled,
    LinesCancelled,
    ReturnMoved,
    SellerOrderShipped,
    SellerOrderDelivered,
    UserRegistered,
    SellerMemberAdded,
    SellerMemberChanged,
    SellerMemberRemoved,
    UserErased,
  ],
};
