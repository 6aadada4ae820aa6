import { PaymentOrderParams } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { InventoryTables } from '../db/tables.ts';
import { releaseReservation } from './release-reservation.ts';

export function releaseReservationRoute(
  app: HttpApp,
  { database }: { database: Database<InventoryTables> },
): void {
  app.post(
    '/internal/reservations/:orderId/release',
    {
      schema: {
        summary: "Give back an order's units",
        tags: ['internal'],
        params: PaymentOrderParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await database.transaction((unit) => releaseReservation(unit, request.params.orderId as OrderId));
      return reply.code(204).send(null);
    },
  );
}
