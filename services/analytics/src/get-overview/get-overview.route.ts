import { Overview, OverviewQuery } from '@haat/contracts/http/analytics.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { AnalyticsTables } from '../db/tables.ts';
import { getOverview } from './get-overview.query.ts';

export function getOverviewRoutes(
  app: HttpApp,
  { database, currency }: { database: Database<AnalyticsTables>; currency: string },
): void {
  const schema = { querystring: OverviewQuery, response: { 200: Overview } };
  app.get(
    '/v1/admin/analytics/overview',
    { schema: { ...schema, summary: "The marketplace's figures, day by day", tags: ['admin'] } },
    async (request) => getOverview(database.query, 'all', request.query.days ?? 30, currency),
  );
  app.get(
    '/v1/seller/analytics/overview',
    { schema: { ...schema, summary: "The seller's own figures, day by day", tags: ['seller'] } },
    async (request) => {
      const { sellerId } = requireSeller(request.actor);
      return getOverview(database.query, `seller:${sellerId}`, request.query.days ?? 30, currency);
    },
  );
}
