import { CancelBody, Order } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { actSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { IDEMPOTENCY_ERRORS } from '@haat/platform/idempotency/idempotency.ts';
import { updateOrder } from '../db/order-repository.ts';
import { readOrderView } from '../db/to-order-view.ts';
import { OrderNotFound, OrderNotRefundable } from '../domain/order.errors.ts';
import { decide } from '../domain/order.ts';
import type { FulfilDependencies } from '../fulfil-seller-order/fulfil-seller-order.ts';

export function refundOrderRoute(app: HttpApp, { database, changes }: FulfilDependencies): void {
  app.post(
    '/v1/admin/orders/:id/refund',
    {
      config: { idempotent: true },
      schema: {
        summary: 'Give back what is left of the payment',
        tags: ['admin'],
        params: IdParams,
        body: CancelBody,
        response: { 200: Order, ...problems(OrderNotFound, OrderNotRefundable, ...IDEMPOTENCY_ERRORS) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const { reason } = request.body;
      const change = await database.transaction(async (unit) => {
        let before = '';
        const source = actSource(request);
        const changed = await updateOrder(unit, { kind: 'admin', actor: request.actor }, id, (order) => {
          before = order.payment;
          return decide({ kind: 'refund', reason }, order);
        });
        if (changed && changed.events.length > 0) {
          auditPrivilegedAct(unit, source, {
            action: 'order.refunded',
            subject: { type: 'order', id },
            before: { paymentStatus: before },
            after: { paymentStatus: changed.order.payment },
            reason,
          });
        }
        return changed;
      });
      if (!change) throw OrderNotFound();
      await changes.announce(id);
      return readOrderView(database.query, change.order);
    },
  );
}
