import type { Overview } from '@haat/contracts/http/analytics.ts';
import { money } from '@haat/contracts/money.ts';
import type { Kysely } from 'kysely';
import type { AnalyticsTables, Scope } from '../db/tables.ts';

const DAY_MS = 24 * 3600 * 1000;

/** @param days how many, today (UTC) included */
export async function getOverview(
  query: Kysely<AnalyticsTables>,
  scope: Scope,
  days: number,
  currency: string,
): Promise<Overview> {
  const today = Date.now();
  const calendar = Array.from({ length: days }, (_, index) =>
    new Date(today - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  const rows = await query
    .selectFrom('daily_figures')
    .selectAll()
    .where('scope', '=', scope)
    .where('day', '>=', calendar[0] ?? '')
    .execute();
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const figures = calendar.map((day) => {
    const row = byDay.get(day);
    return {
      day,
      ordersPlaced: row?.orders_placed ?? 0,
      ordersConfirmed: row?.orders_confirmed ?? 0,
      ordersCancelled: row?.orders_cancelled ?? 0,
      revenue: money(row?.revenue ?? 0, currency),
      givenBack: money(row?.given_back ?? 0, currency),
    };
  });
  const total = (pick: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((sum, figure) => sum + pick(figure), 0);
  const revenue = total((figure) => figure.revenue.amount);
  const confirmed = total((figure) => figure.ordersConfirmed);
  return {
    revenue: money(revenue, currency),
    givenBack: money(
      total((figure) => figure.givenBack.amount),
      currency,
    ),
    ordersPlaced: total((figure) => figure.ordersPlaced),
    ordersConfirmed: confirmed,
    ordersCancelled: total((figure) => figure.ordersCancelled),
    averageOrder: money(confirmed === 0 ? 0 : Math.round(revenue / confirmed), currency),
    days: figures,
  };
}
