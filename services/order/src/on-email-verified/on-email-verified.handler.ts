import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { guestOrdersOf, updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { decide } from '../domain/order.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

/** Who shows that mail to an address reaches them gets the orders that guests placed with it. */
export const onEmailVerified = (changes: OrderChanges) =>
  onEvent(EmailVerified, async (unit: UnitOfWork<OrderTables>, { payload }) => {
    const userId = payload.userId as UserId;
    for (const id of await guestOrdersOf(unit.query, payload.email)) {
      await updateOrder(unit, SYSTEM, id, (order) => decide({ kind: 'claim', userId }, order));
      unit.afterCommit(() => changes.announce(id));
    }
  });
