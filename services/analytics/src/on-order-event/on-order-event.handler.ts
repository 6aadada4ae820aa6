import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import type { AnalyticsTables, Scope } from '../db/tables.ts';

type Unit = UnitOfWork<AnalyticsTables>;
type Counter = 'orders_placed' | 'orders_confirmed' | 'orders_cancelled';

/** Each event counts once: the inbox row commits with the sums. */
export const orderEventHandlers = [
  onEvents(OrderPlaced, (unit: Unit, events) => count(unit, 'orders_placed', false, events)),
  onEvents(OrderConfirmed, (unit: Unit, events) => count(unit, 'orders_confirmed', true, events)),
  onEvents(OrderCancelled, (unit: Unit, events) =>
    // What was never announced as placed does not count as given up either.
    count(
      unit,
      'orders_cancelled',
      false,
      events.filter((event) => event.payload.wasPlaced),
    ),
  ),
];

/** Adds a delivery's events to their days in one statement, rows in one order so that writers do not deadlock. */
async function count(
  unit: Unit,
  counter: Counter,
  withRevenue: boolean,
  events: readonly { occurredAt: string; payload: OrderSnapshot }[],
): Promise<void> {
  if (events.length === 0) return;
  const sums = new Map<string, { day: string; scope: Scope; orders: number; revenue: number }>();
  const add = (day: string, scope: Scope, revenue: number) => {
    const key = `${scope} ${day}`;
    const sum = sums.get(key) ?? { day, scope, orders: 0, revenue: 0 };
    sums.set(key, { ...sum, orders: sum.orders + 1, revenue: sum.revenue + revenue });
  };
  for (const { occurredAt, payload } of events) {
    const day = occurredAt.slice(0, 10);
    add(day, 'all', payload.total.amount);
    for (const part of payload.sellerOrders) add(day, `seller:${part.sellerId}`, part.total.amount);
  }
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  const column = sql.ref(counter);
  await sql`
    insert into daily_figures (day, scope, ${column}, revenue)
    select * from unnest(
      ${rows.map((row) => row.day)}::date[], ${rows.map((row) => row.scope)}::text[],
      ${rows.map((row) => row.orders)}::integer[], ${rows.map((row) => (withRevenue ? row.revenue : 0))}::bigint[]
    )
    on conflict (scope, day) do update set
      ${column} = daily_figures.${column} + excluded.${column},
      revenue = daily_figures.revenue + excluded.revenue
  `.execute(unit.query);
}
