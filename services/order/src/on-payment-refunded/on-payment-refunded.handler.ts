import { PaymentRefunded } from '@haat/contracts/events/payment-refunded.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { updateOrder } from '../db/order-repository.ts';
import { findReturnByRefund } from '../db/return-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { decide } from '../domain/order.ts';
import type { ReturnDays } from '../domain/return.ts';
import { moveReturn } from '../move-return/move-return.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

/** The money is back with the buyer, and a return that it was for is done. */
export const onPaymentRefunded = (changes: OrderChanges, days: ReturnDays) =>
  onEvent(PaymentRefunded, async (unit: UnitOfWork<OrderTables>, { payload }) => {
    const id = payload.orderId as OrderId;
    await updateOrder(unit, SYSTEM, id, (order) =>
      decide({ kind: 'note-refund', full: payload.full, amount: payload.amount.amount }, order),
    );
    const found = await findReturnByRefund(unit.query, payload.refundId);
    if (found) {
      const place = { orderId: id, returnId: found.id };
      await moveReturn(unit, days, SYSTEM, place, () => ({ kind: 'note-refund' }));
    }
    unit.afterCommit(() => changes.announce(id));
  });
