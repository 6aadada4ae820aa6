import { SellerOrder, SellerOrderListQuery, SellerOrderPage } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { findOrderOfPart } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { toSellerOrderView } from '../db/to-order-view.ts';
import { OrderNotFound } from '../domain/order.errors.ts';
import { listSellerOrders } from './list-seller-orders.query.ts';

export function sellerOrderRoutes(app: HttpApp, { database }: { database: Database<OrderTables> }): void {
  app.get(
    '/v1/seller/orders',
    {
      schema: {
        summary: "The seller's own orders, newest first, with the number in each state",
        tags: ['seller'],
        querystring: SellerOrderListQuery,
        response: { 200: SellerOrderPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => listSellerOrders(database.query, requireSeller(request.actor), request.query),
  );
  app.get(
    '/v1/seller/orders/:id',
    {
      schema: {
        summary: "One of the seller's own orders",
        tags: ['seller'],
        params: IdParams,
        response: { 200: SellerOrder, ...problems(OrderNotFound) },
      },
    },
    async (request) => {
      const { sellerId } = requireSeller(request.actor);
      const id = request.params.id as SellerOrderId;
      const order = await findOrderOfPart(database.query, { kind: 'seller', sellerId }, id);
      const part = order?.parts.find((candidate) => candidate.id === id);
      if (!order || !part || part.status === 'awaiting_payment') throw OrderNotFound();
      return toSellerOrderView(database.query, order, part);
    },
  );
}
