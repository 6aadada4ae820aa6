import type { SellerOrder } from '@haat/contracts/http/order.ts';
import type { SellerId, SellerOrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { OrderReader } from '../db/order-reader.ts';
import { findOrderOfPart, updateOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { toSellerOrderView } from '../db/to-order-view.ts';
import { OrderNotFound, WrongFulfilmentStep } from '../domain/order.errors.ts';
import { decide, type OrderCommand } from '../domain/order.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

export const FULFIL_ERRORS = [OrderNotFound, WrongFulfilmentStep] as const;

export interface FulfilDependencies {
  readonly database: Database<OrderTables>;
  readonly changes: OrderChanges;
}

type FulfilmentCommand = Extract<OrderCommand, { kind: 'pack' | 'ship' | 'deliver' }>;

/**
 * Moves a seller's own part one step on.
 * @throws order.not-found (also for another seller's part), order.wrong-step
 */
export async function fulfilSellerOrder(
  { database, changes }: FulfilDependencies,
  owner: { readonly sellerId: SellerId },
  id: SellerOrderId,
  command: FulfilmentCommand,
): Promise<SellerOrder> {
  const reader: OrderReader = { kind: 'seller', sellerId: owner.sellerId };
  const found = await findOrderOfPart(database.query, reader, id);
  if (!found) throw OrderNotFound();
  const change = await database.transaction((unit) =>
    updateOrder(unit, reader, found.id, (order) => decide(command, order)),
  );
  const part = change?.order.parts.find((candidate) => candidate.id === id);
  if (!change || !part) throw OrderNotFound();
  await changes.announce(found.id);
  return toSellerOrderView(database.query, change.order, part);
}
