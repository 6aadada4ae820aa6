import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'cart',
  publishes: [],
  consumes: [OrderConfirmed, UserErased],
};
