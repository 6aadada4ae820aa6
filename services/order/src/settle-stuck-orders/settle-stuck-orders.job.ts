import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { endUnpaidOrder } from '../cancel-order/cancel-order.ts';
import { SYSTEM } from '../db/order-reader.ts';
import type { OrderTables } from '../db/tables.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';
import type { Upstream } from '../upstream/upstream.ts';

export interface SettleDependencies {
  readonly database: Database<OrderTables>;
  readonly upstream: Upstream;
  readonly changes: OrderChanges;
  readonly logger: Logger;
  /** Age at which an order whose placing was cut off is ended. */
  readonly settleSeconds: number;
}

/**
 * The saga's reconciler: ends orders that were cut off before their payment began, and those whose time to pay is
 * up. Money that did arrive confirms the order instead: the payment service is asked first.
 */
export async function settleStuckOrders(dependencies: SettleDependencies): Promise<void> {
  for (const { id, status } of await findStuck(dependencies)) {
    const reason =
      status === 'placed' ? 'The checkout was interrupted.' : 'The payment did not arrive in time.';
    await endUnpaidOrder(dependencies, SYSTEM, id, reason).then(
      () => dependencies.changes.announce(id),
      // One order that cannot be settled now must not hold up the others.
      (error: unknown) => dependencies.logger.warn({ err: error, orderId: id }, 'order stays unsettled'),
    );
  }
}

async function findStuck({ database, settleSeconds }: SettleDependencies) {
  const now = Date.now();
  return database.query
    .selectFrom('orders')
    .select(['id', 'status'])
    .where('status', 'in', ['placed', 'pending_payment'])
    .where((where) =>
      where.or([
        where('pay_by', '<', new Date(now)),
        where.and([
          where('status', '=', 'placed'),
          where('placed_at', '<', new Date(now - settleSeconds * 1000)),
        ]),
      ]),
    )
    .orderBy('pay_by')
    .limit(200)
    .execute() as Promise<{ id: OrderId; status: 'placed' | 'pending_payment' }[]>;
}
