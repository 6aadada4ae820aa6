import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerRatingChanged } from '@haat/contracts/events/seller-rating-changed.v1.ts';
import { StoreOpened } from '@haat/contracts/events/store-opened.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'seller',
  publishes: [
    StoreOpened,
    SellerMemberAdded,
    SellerMemberChanged,
    SellerMemberRemoved,
    SellerRatingChanged,
    PrivilegedAct,
  ],
  consumes: [SellerOrderDelivered, OrderClaimed, UserErased],
};
