import { DataSubject, OpenOrders } from '@haat/contracts/http/personal-data.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { countOpenOrders } from '../db/erasure-repository.ts';
import type { OrderTables } from '../db/tables.ts';

/** An account whose orders are on their way cannot go: somebody has to be told where to bring them. */
export function countOpenOrdersRoute(app: HttpApp, { database }: { database: Database<OrderTables> }): void {
  app.post(
    '/internal/open-orders',
    {
      schema: {
        summary: 'How many orders of a user are not finished',
        tags: ['internal'],
        body: DataSubject,
        response: { 200: OpenOrders },
      },
    },
    async (request) => ({ count: await countOpenOrders(database.query, request.body.userId) }),
  );
}
