import { OrderListQuery, OrderPage } from '@haat/contracts/http/order.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { OrderTables } from '../db/tables.ts';
import { listOrders } from './list-orders.query.ts';

export function listOrdersRoutes(app: HttpApp, { database }: { database: Database<OrderTables> }): void {
  const schema = {
    querystring: OrderListQuery,
    response: { 200: OrderPage, ...problems(InvalidCursor) },
  };
  app.get(
    '/v1/orders',
    { schema: { ...schema, summary: "The caller's orders, newest first", tags: ['orders'] } },
    async (request) => listOrders(database.query, requireUser(request.actor).userId, request.query),
  );
  app.get(
    '/v1/admin/orders',
    { schema: { ...schema, summary: 'All orders, newest first', tags: ['admin'] } },
    async (request) => listOrders(database.query, null, request.query),
  );
}
