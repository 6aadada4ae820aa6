import { CancelBody, Order } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { readerOf } from '../db/order-reader.ts';
import type { OrderTables } from '../db/tables.ts';
import { readOrderView } from '../db/to-order-view.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { CANCEL_ORDER_ERRORS, cancelOrder } from './cancel-order.ts';

export function cancelOrderRoute(
  app: HttpApp,
  dependencies: { database: Database<OrderTables>; upstream: Upstream; keys: OrderKeys },
): void {
  app.post(
    '/v1/orders/:id/cancel',
    {
      schema: {
        summary: 'Cancel an order of which nothing is packed yet',
        tags: ['orders'],
        params: IdParams,
        body: CancelBody,
        response: { 200: Order, ...problems(...CANCEL_ORDER_ERRORS) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      const order = await cancelOrder(dependencies, reader, id, request.body.reason);
      return readOrderView(dependencies.database.query, order);
    },
  );
}
