import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { decide } from '../domain/order.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

/** Paid, but the stock is gone: the order ends and the money goes back. */
export const onReservationLost = (changes: OrderChanges) =>
  onEvent(ReservationLost, async (unit: UnitOfWork<OrderTables>, { payload }) => {
    const id = payload.orderId as OrderId;
    await updateOrder(unit, SYSTEM, id, (order) =>
      decide({ kind: 'cancel', reason: 'An item sold out while the payment was on its way.' }, order),
    );
    unit.afterCommit(() => changes.announce(id));
  });
