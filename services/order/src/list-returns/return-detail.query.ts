import type { ReturnDetail } from '@haat/contracts/http/return.ts';
import type { Kysely } from 'kysely';
import type { StoredReturn } from '../db/return-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { isForSeller, timelineOf } from '../db/to-order-view.ts';
import { placeOf, toReturnView } from '../db/to-return-view.ts';
import type { Order } from '../domain/order.ts';

/** @param reader a seller is shown what happened to its own part, and nothing of the buyer's money */
export async function toReturnDetail(
  query: Kysely<OrderTables>,
  order: Order,
  stored: StoredReturn,
  reader: 'seller' | 'staff',
): Promise<ReturnDetail> {
  const timeline = await timelineOf(query, order.id);
  return {
    ...toReturnView(stored, placeOf(order, stored)),
    timeline:
      reader === 'staff' ? timeline : timeline.filter((entry) => isForSeller(entry, stored.return.part)),
  };
}
