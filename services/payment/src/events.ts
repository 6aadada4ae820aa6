import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentRefunded } from '@haat/contracts/events/payment-refunded.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'payment',
  publishes: [PaymentSucceeded, PaymentFailed, PaymentRefunded],
  consumes: [RefundRequested, UserErased],
};
