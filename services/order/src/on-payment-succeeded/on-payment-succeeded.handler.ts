import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { decide } from '../domain/order.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

/** The order is confirmed; one that had ended gives the money back. */
export const onPaymentSucceeded = (changes: OrderChanges) =>
  onEvent(PaymentSucceeded, async (unit: UnitOfWork<OrderTables>, { payload }) => {
    const id = payload.orderId as OrderId;
    const change = await updateOrder(unit, SYSTEM, id, (order) => decide({ kind: 'confirm-payment' }, order));
    unit.afterCommit(() => changes.announce(id, change));
  });
