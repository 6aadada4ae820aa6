import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import type { AnalyticsTables, Scope } from '../db/tables.ts';

/** What goes back of what counted as sold: cancelled items, returns, whole orders. Rows in one order, as elsewhere. */
export const onRefundRequested = onEvents(
  RefundRequested,
  async (unit: UnitOfWork<AnalyticsTables>, events) => {
    const sums = new Map<string, { day: string; scope: Scope; given_back: number }>();
    const add = (day: string, scope: Scope, amount: number) => {
      const key = `${scope} ${day}`;
      const before = sums.get(key)?.given_back ?? 0;
      sums.set(key, { day, scope, given_back: before + amount });
    };
    for (const { occurredAt, payload } of events) {
      const day = occurredAt.slice(0, 10);
      for (const { sellerId, amount } of payload.parts ?? []) {
        add(day, 'all', amount.amount);
        add(day, `seller:${sellerId}`, amount.amount);
      }
    }
    if (sums.size === 0) return;
    await unit.query
      .insertInto('daily_figures')
      .values([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum))
      .onConflict((conflict) =>
        conflict.columns(['scope', 'day']).doUpdateSet({
          given_back: sql`daily_figures.given_back + excluded.given_back`,
        }),
      )
      .execute();
  },
);
