import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { StoreOpened } from '@haat/contracts/events/store-opened.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'seller',
  publishes: [StoreOpened, SellerMemberAdded],
  consumes: [],
};
