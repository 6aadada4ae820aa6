import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerRatingChanged } from '@haat/contracts/events/seller-rating-changed.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'catalog',
  publishes: [ProductChanged, OffersCreated, PrivilegedAct],
  consumes: [AvailabilityChanged, SellerOrderDelivered, OrderClaimed, SellerRatingChanged, UserErased],
};
