import type { Database } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { sql } from 'kysely';
import type { InventoryTables } from '../db/tables.ts';
import { releaseReservation } from '../release-reservation/release-reservation.ts';

// The order service ends its orders at the time limit and releases them by event; this is for the case that it
// cannot. The pause leaves it time, so that the two do not race in normal running.
const GRACE = sql<Date>`now() - interval '5 minutes'`;

/** Gives back units whose time limit passed and whose order told nothing. */
export async function releaseLapsedReservations(
  database: Database<InventoryTables>,
  logger: Logger,
): Promise<void> {
  const lapsed = await database.query
    .selectFrom('reservations')
    .select('order_id')
    .where('status', '=', 'reserved')
    .where('expires_at', '<', GRACE)
    .orderBy('expires_at')
    .limit(100)
    .execute();
  for (const { order_id } of lapsed) {
    await database
      .transaction((unit) => releaseReservation(unit, order_id))
      // The oldest comes first each time: it must not hold up the others.
      .catch((error: unknown) => logger.warn({ err: error, orderId: order_id }, 'reservation stays'));
  }
}
