import type { OrderId } from '@haat/contracts/ids.ts';
import type { Kysely } from 'kysely';
import type { OrderReader } from './order-reader.ts';
import { findOrderWithTimeline } from './order-repository.ts';
import type { OrderWithTimeline } from './order-row.ts';
import { returnsOf, type StoredReturn } from './return-repository.ts';
import type { OrderTables } from './tables.ts';

/** All that a page shows of an order. */
export interface OrderPage extends OrderWithTimeline {
  /** Newest first. */
  readonly returns: readonly StoredReturn[];
}

export async function findOrderPage(
  query: Kysely<OrderTables>,
  reader: OrderReader,
  id: OrderId,
): Promise<OrderPage | undefined> {
  const found = await findOrderWithTimeline(query, reader, id);
  return found && withReturns(query, found);
}

/** Nothing comes back before something was delivered, so a checkout never asks. */
export async function withReturns<Found extends Pick<OrderPage, 'order'>>(
  query: Kysely<OrderTables>,
  found: Found,
): Promise<Found & Pick<OrderPage, 'returns'>> {
  const isDelivered = found.order.parts.some((part) => part.deliveredAt !== null);
  return { ...found, returns: isDelivered ? await returnsOf(query, found.order.id) : [] };
}
