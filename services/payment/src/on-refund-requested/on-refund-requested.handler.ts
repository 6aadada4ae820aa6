import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import { findPaymentOfOrder } from '../db/payment-repository.ts';
import type { PaymentTables } from '../db/tables.ts';

/** Records the refund; it is carried out after the commit, and by the job where that was cut off. */
export const onRefundRequested = (executeRefunds: Job) =>
  onEvent(RefundRequested, async (unit: UnitOfWork<PaymentTables>, { payload }) => {
    const payment = await findPaymentOfOrder(unit.query, payload.orderId as OrderId);
    if (!payment) throw new Error(`order ${payload.orderId} has no payment to refund`);
    await unit.query
      .insertInto('refunds')
      .values({
        id: payload.refundId,
        payment_id: payment.id,
        requested_amount: payload.amount?.amount ?? null,
        amount: null,
        reason: payload.reason,
        provider_id: null,
        failure: null,
        settled_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    unit.afterCommit(() => executeRefunds.runOnce());
  });
