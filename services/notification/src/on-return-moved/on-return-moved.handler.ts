import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { NotificationTables } from '../db/tables.ts';
import { tellBuyer, tellStore } from '../db/tell.ts';
import { toBuyer, toStore } from '../domain/return-words.ts';
import type { Templates } from '../domain/templates.ts';

/** Whoever did not take the step hears of it. A state can come again: the occasion is the event's own. */
export const onReturnMoved = (templates: Templates, mailJob: Job) =>
  onEvent(ReturnMoved, async (unit: UnitOfWork<NotificationTables>, { payload, sequence }) => {
    const occasion = `return:${payload.returnId}:${payload.status}:${sequence}`;
    const buyer = toBuyer(payload, templates);
    if (buyer) {
      await tellBuyer(unit, payload, {
        occasion,
        mail: templates.returnToBuyer(payload, buyer),
        title: buyer.title,
        body: buyer.body,
      });
    }
    const store = toStore(payload, templates);
    if (store) {
      await tellStore(unit, payload.sellerId as SellerId, 'returns.decide', {
        occasion,
        mail: templates.returnToStore(payload, store),
        title: store.title,
        body: store.body,
        link: `/seller/returns?open=${payload.returnId}`,
      });
    }
    unit.afterCommit(() => mailJob.runOnce());
  });
