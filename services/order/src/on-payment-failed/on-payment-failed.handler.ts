import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { decide } from '../domain/order.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

/** The buyer sees why, and may try again until the time is up. */
export const onPaymentFailed = (changes: OrderChanges) =>
  onEvent(PaymentFailed, async (unit: UnitOfWork<OrderTables>, { payload }) => {
    const id = payload.orderId as OrderId;
    await updateOrder(unit, SYSTEM, id, (order) =>
      decide({ kind: 'note-failed-payment', message: payload.message }, order),
    );
    unit.afterCommit(() => changes.announce(id));
  });
