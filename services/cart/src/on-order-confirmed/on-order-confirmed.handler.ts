import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import type { CartId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { takeOut } from '../db/cart-repository.ts';
import type { CartTables } from '../db/tables.ts';

/** What was paid for leaves the cart; until then it stays, so that a failed payment loses nothing. */
export const onOrderConfirmed = onEvents(OrderConfirmed, async (unit: UnitOfWork<CartTables>, events) => {
  const bought = events.flatMap(({ payload }) =>
    payload.sellerOrders.flatMap((part) =>
      part.lines.map(({ offerId, quantity }) => ({ cartId: payload.cartId as CartId, offerId, quantity })),
    ),
  );
  await takeOut(unit.query, bought);
});
