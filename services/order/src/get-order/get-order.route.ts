import { Order } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { findOrderPage } from '../db/order-page.query.ts';
import { type OrderReader, readerOf } from '../db/order-reader.ts';
import type { OrderTables } from '../db/tables.ts';
import { toOrderView } from '../db/to-order-view.ts';
import { OrderNotFound } from '../domain/order.errors.ts';

interface Dependencies {
  readonly database: Database<OrderTables>;
  readonly keys: OrderKeys;
}

export function getOrderRoutes(app: HttpApp, { database, keys }: Dependencies): void {
  const show = async (reader: OrderReader, id: OrderId) => {
    const found = await findOrderPage(database.query, reader, id);
    if (!found) throw OrderNotFound();
    return toOrderView(found);
  };
  app.get(
    '/v1/orders/:id',
    {
      schema: {
        summary: 'An order of the caller; a guest shows its key in x-order-key',
        tags: ['orders'],
        params: IdParams,
        response: { 200: Order, ...problems(OrderNotFound) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      return show(readerOf(buyerOf(request), keys, id), id);
    },
  );
  app.get(
    '/v1/admin/orders/:id',
    {
      schema: {
        summary: 'Any order',
        tags: ['admin'],
        params: IdParams,
        response: { 200: Order, ...problems(OrderNotFound) },
      },
    },
    async (request) => show({ kind: 'admin', actor: request.actor }, request.params.id as OrderId),
  );
}
