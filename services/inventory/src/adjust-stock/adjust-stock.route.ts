import { AdjustStockBody, Stock, StockParams } from '@haat/contracts/http/inventory.ts';
import type { OfferId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { InventoryTables } from '../db/tables.ts';
import { ADJUST_STOCK_ERRORS, adjustStock } from './adjust-stock.ts';

export function adjustStockRoute(app: HttpApp, { database }: { database: Database<InventoryTables> }): void {
  app.post(
    '/v1/seller/inventory/:offerId/adjustments',
    {
      schema: {
        summary: 'Put units on the shelf or write them off',
        tags: ['seller'],
        params: StockParams,
        body: AdjustStockBody,
        response: { 200: Stock, ...problems(...ADJUST_STOCK_ERRORS) },
      },
    },
    async (request) =>
      adjustStock(
        database,
        requireSeller(request.actor),
        actSource(request),
        request.params.offerId as OfferId,
        request.body,
      ),
  );
}
