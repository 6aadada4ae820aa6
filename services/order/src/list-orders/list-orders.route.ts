import { OrderListQuery, OrderPage, OwnOrderListQuery } from '@haat/contracts/http/order.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { OrderTables } from '../db/tables.ts';
import { listAllOrders, listOwnOrders } from './list-orders.query.ts';

export function listOrdersRoutes(app: HttpApp, { database }: { database: Database<OrderTables> }): void {
  const response = { 200: OrderPage, ...problems(InvalidCursor) };
  app.get(
    '/v1/orders',
    {
      schema: {
        summary: "The caller's orders, newest first; by state, or by words of what was bought",
        tags: ['orders'],
        querystring: OwnOrderListQuery,
        response,
      },
    },
    async (request) => listOwnOrders(database.query, requireUser(request.actor).userId, request.query),
  );
  app.get(
    '/v1/admin/orders',
    {
      schema: {
        summary: 'All orders, newest first',
        tags: ['admin'],
        querystring: OrderListQuery,
        response,
      },
    },
    async (request) => listAllOrders(database.query, request.query),
  );
}
