import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { NotificationTables } from '../db/tables.ts';
import { tellBuyer, tellStore } from '../db/tell.ts';
import type { Templates } from '../domain/templates.ts';

/** The buyer hears what goes back, each seller what is not to be packed. */
export const onLinesCancelled = (templates: Templates, mailJob: Job) =>
  onEvent(LinesCancelled, async (unit: UnitOfWork<NotificationTables>, { payload }) => {
    const occasion = `lines-cancelled:${payload.cancellationId}`;
    const items = (lines: readonly { quantity: number; title: string }[]) =>
      lines.map((line) => `${line.quantity} × ${line.title}`).join(', ');
    await tellBuyer(unit, payload, {
      occasion,
      mail: templates.linesCancelled(payload),
      title: payload.orderEnded
        ? `Order ${payload.orderNumber} is cancelled`
        : `Items of order ${payload.orderNumber} are cancelled`,
      body: `${items(payload.sellerOrders.flatMap((part) => part.lines))}. ${
        payload.refund.amount > 0 ? `${templates.amount(payload.refund)} goes back to you.` : ''
      }`.trim(),
    });
    for (const part of payload.sellerOrders) {
      await tellStore(unit, part.sellerId as SellerId, 'orders.fulfil', {
        occasion,
        mail: templates.linesCancelledForStore(part),
        title: part.ended ? `Order ${part.number} is cancelled` : `Do not pack all of ${part.number}`,
        body: `The buyer cancelled ${items(part.lines)}.`,
        link: '/seller/orders',
      });
    }
    unit.afterCommit(() => mailJob.runOnce());
  });
