import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'inventory',
  publishes: [AvailabilityChanged, ReservationLost, PrivilegedAct],
  consumes: [OffersCreated, OrderConfirmed, OrderCancelled, LinesCancelled, ReturnMoved],
};
