import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { dueReturns } from '../db/return-repository.ts';
import { ruleFor } from '../domain/return.ts';
import { moveReturn } from '../move-return/move-return.ts';
import type { ReturnDependencies } from '../request-return/request-return.ts';

const AT_ONCE = 100;

/** Takes on what somebody let lie: nobody waits for ever for somebody who does not answer. */
export async function settleReturns(
  dependencies: ReturnDependencies & { readonly logger: Logger },
): Promise<void> {
  const { database, changes, days, logger } = dependencies;
  for (const { id, orderId } of await dueReturns(database.query, AT_ONCE)) {
    const place = { orderId, returnId: id };
    await database
      .transaction((unit) =>
        // Somebody may have been quicker than the rule.
        moveReturn(unit, days, SYSTEM, place, (state) => ruleFor(state, new Date())),
      )
      .then(
        () => changes.announce(orderId),
        // One that cannot be moved now must not hold up the others.
        (error: unknown) => logger.warn({ err: error, returnId: id }, 'return stays where it is'),
      );
  }
}
