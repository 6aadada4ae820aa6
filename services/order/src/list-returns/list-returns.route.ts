import { IdParams } from '@haat/contracts/http/primitives.ts';
import { ReturnDetail, ReturnListQuery, ReturnPage } from '@haat/contracts/http/return.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { SYSTEM } from '../db/order-reader.ts';
import { findOrder } from '../db/order-repository.ts';
import { findOrderOfReturn, returnsOf } from '../db/return-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { ReturnNotFound } from '../domain/return.errors.ts';
import { listReturns } from './list-returns.query.ts';
import { toReturnDetail } from './return-detail.query.ts';

export function listReturnsRoutes(app: HttpApp, { database }: { database: Database<OrderTables> }): void {
  const show = async (owner: { readonly sellerId: SellerId } | null, id: string) => {
    const orderId = await findOrderOfReturn(database.query, owner, id);
    if (!orderId) throw ReturnNotFound();
    const [order, returns] = await Promise.all([
      findOrder(database.query, SYSTEM, orderId),
      returnsOf(database.query, orderId),
    ]);
    const stored = returns.find((each) => each.return.id === id);
    if (!order || !stored) throw ReturnNotFound();
    return toReturnDetail(database.query, order, stored, owner ? 'seller' : 'staff');
  };
  const list = {
    querystring: ReturnListQuery,
    response: { 200: ReturnPage, ...problems(InvalidCursor) },
  };
  const one = { params: IdParams, response: { 200: ReturnDetail, ...problems(ReturnNotFound) } };
  app.get(
    '/v1/seller/returns',
    {
      schema: {
        ...list,
        summary: "Returns of the seller's items, newest first, with the number in each state",
        tags: ['seller'],
      },
    },
    async (request) => listReturns(database.query, requireSeller(request.actor), request.query),
  );
  app.get(
    '/v1/seller/returns/:id',
    { schema: { ...one, summary: "A return of the seller's items", tags: ['seller'] } },
    async (request) => show(requireSeller(request.actor), request.params.id),
  );
  app.get(
    '/v1/admin/returns',
    {
      schema: {
        ...list,
        summary: 'All returns, newest first, with the number in each state',
        tags: ['admin'],
      },
    },
    async (request) => listReturns(database.query, null, request.query),
  );
  app.get(
    '/v1/admin/returns/:id',
    { schema: { ...one, summary: 'Any return', tags: ['admin'] } },
    async (request) => show(null, request.params.id),
  );
}
