import { OrderReturnParams, Return, ShipReturnBody } from '@haat/contracts/http/return.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyRequest } from 'fastify';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { readerOf } from '../db/order-reader.ts';
import { placeOf, toReturnView } from '../db/to-return-view.ts';
import type { ReturnCommand } from '../domain/return.ts';
import type { ReturnDependencies } from '../request-return/request-return.ts';
import { MOVE_RETURN_ERRORS, moveReturn } from './move-return.ts';

export function buyerReturnRoutes(
  app: HttpApp,
  dependencies: ReturnDependencies & { readonly keys: OrderKeys },
): void {
  const { database, changes, days, keys } = dependencies;
  const schema = {
    tags: ['orders'],
    params: OrderReturnParams,
    response: { 200: Return, ...problems(...MOVE_RETURN_ERRORS) },
  };
  const move = async (
    request: FastifyRequest,
    { id, returnId }: { id: string; returnId: string },
    command: ReturnCommand,
  ) => {
    const orderId = id as OrderId;
    const reader = readerOf(buyerOf(request), keys, orderId);
    const { order, stored } = await database.transaction((unit) =>
      moveReturn(unit, days, reader, { orderId, returnId }, () => command),
    );
    await changes.announce(orderId);
    return toReturnView(stored, placeOf(order, stored));
  };
  app.post(
    '/v1/orders/:id/returns/:returnId/withdraw',
    { schema: { ...schema, summary: 'Keep the items after all' } },
    async (request) => move(request, request.params, { kind: 'withdraw', by: 'buyer' }),
  );
  app.post(
    '/v1/orders/:id/returns/:returnId/ship',
    { schema: { ...schema, summary: 'The items are on their way back', body: ShipReturnBody } },
    async (request) => move(request, request.params, { kind: 'ship', ...request.body }),
  );
}
