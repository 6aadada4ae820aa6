import { StockPage, StockQuery } from '@haat/contracts/http/inventory.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { InventoryTables } from '../db/tables.ts';
import { listStock } from './list-stock.query.ts';

export function listStockRoute(app: HttpApp, { database }: { database: Database<InventoryTables> }): void {
  app.get(
    '/v1/seller/inventory',
    {
      schema: {
        summary: "The seller's own stock",
        tags: ['seller'],
        querystring: StockQuery,
        response: { 200: StockPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => listStock(database.query, requireSeller(request.actor), request.query),
  );
}
