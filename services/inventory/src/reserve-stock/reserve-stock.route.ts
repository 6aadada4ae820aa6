import { Reservation, ReserveBody } from '@haat/contracts/http/inventory.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { InventoryTables } from '../db/tables.ts';
import { RESERVE_STOCK_ERRORS, reserveStock } from './reserve-stock.ts';

export function reserveStockRoute(app: HttpApp, { database }: { database: Database<InventoryTables> }): void {
  app.post(
    '/internal/reservations',
    {
      schema: {
        summary: 'Hold units for an order, all or none',
        tags: ['internal'],
        body: ReserveBody,
        response: { 200: Reservation, ...problems(...RESERVE_STOCK_ERRORS) },
      },
    },
    async (request) => reserveStock(database, request.body),
  );
}
