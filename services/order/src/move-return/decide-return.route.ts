import { IdParams } from '@haat/contracts/http/primitives.ts';
import {
  OverruleReturnBody,
  ReceiveReturnBody,
  RefuseReturnBody,
  ReturnDetail,
} from '@haat/contracts/http/return.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { actSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyRequest } from 'fastify';
import type { OrderReader } from '../db/order-reader.ts';
import { findOrderOfReturn } from '../db/return-repository.ts';
import { ReturnNotFound } from '../domain/return.errors.ts';
import type { ReturnCommand } from '../domain/return.ts';
import { toReturnDetail } from '../list-returns/return-detail.query.ts';
import type { ReturnDependencies } from '../request-return/request-return.ts';
import { MOVE_RETURN_ERRORS, moveReturn } from './move-return.ts';

/** What the seller decides, and what staff decide over it. Each is told to the audit log. */
export function decideReturnRoutes(app: HttpApp, { database, changes, days }: ReturnDependencies): void {
  const decide = async (
    request: FastifyRequest,
    owner: { readonly sellerId: SellerId } | null,
    returnId: string,
    command: ReturnCommand,
  ) => {
    const orderId = await findOrderOfReturn(database.query, owner, returnId);
    if (!orderId) throw ReturnNotFound();
    const reader: OrderReader = owner
      ? { kind: 'seller', sellerId: owner.sellerId }
      : { kind: 'admin', actor: request.actor };
    const moved = await database.transaction(async (unit) => {
      const result = await moveReturn(unit, days, reader, { orderId, returnId }, () => command);
      const { status } = result.stored.return.state;
      if (status !== result.before.status) {
        auditPrivilegedAct(unit, actSource(request), {
          action: `return.${command.kind}`,
          subject: { type: 'return', id: returnId },
          before: { status: result.before.status },
          after: { status },
          ...('reason' in command ? { reason: command.reason } : {}),
        });
      }
      return result;
    });
    await changes.announce(orderId);
    return toReturnDetail(database.query, moved.order, moved.stored, owner ? 'seller' : 'staff');
  };
  const ofSeller = (request: FastifyRequest, id: string, command: ReturnCommand) =>
    decide(request, requireSeller(request.actor), id, command);
  const ofStaff = (request: FastifyRequest, id: string, command: ReturnCommand) =>
    decide(request, null, id, command);
  const schema = {
    params: IdParams,
    response: { 200: ReturnDetail, ...problems(...MOVE_RETURN_ERRORS) },
  };

  app.post(
    '/v1/seller/returns/:id/approve',
    { schema: { ...schema, summary: 'The buyer may send the items back', tags: ['seller'] } },
    async (request) => ofSeller(request, request.params.id, { kind: 'approve', by: 'seller' }),
  );
  app.post(
    '/v1/seller/returns/:id/refuse',
    {
      schema: {
        ...schema,
        summary: 'The items are not taken back, and why',
        tags: ['seller'],
        body: RefuseReturnBody,
      },
    },
    async (request) =>
      ofSeller(request, request.params.id, { kind: 'refuse', by: 'seller', ...request.body }),
  );
  app.post(
    '/v1/seller/returns/:id/receive',
    {
      schema: {
        ...schema,
        summary: 'The items are back: the buyer gets the money',
        tags: ['seller'],
        body: ReceiveReturnBody,
      },
    },
    async (request) =>
      ofSeller(request, request.params.id, { kind: 'receive', by: 'seller', ...request.body }),
  );
  const overruled = { ...schema, tags: ['admin'], body: OverruleReturnBody };
  app.post(
    '/v1/admin/returns/:id/approve',
    { schema: { ...overruled, summary: 'Approve a return in place of its seller, also a refused one' } },
    async (request) => {
      const { id } = request.params;
      return ofStaff(request, id, { kind: 'approve', by: 'staff', ...request.body });
    },
  );
  app.post(
    '/v1/admin/returns/:id/refuse',
    { schema: { ...overruled, summary: 'Refuse a return, also one that its seller approved' } },
    async (request) => ofStaff(request, request.params.id, { kind: 'refuse', by: 'staff', ...request.body }),
  );
  app.post(
    '/v1/admin/returns/:id/settle',
    { schema: { ...overruled, summary: 'Give the money back, whatever has become of the items' } },
    async (request) => ofStaff(request, request.params.id, { kind: 'settle', by: 'staff', ...request.body }),
  );
}
