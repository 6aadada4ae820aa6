import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'analytics',
  publishes: [],
  consumes: [OrderPlaced, OrderConfirmed, OrderCancelled, RefundRequested],
};
