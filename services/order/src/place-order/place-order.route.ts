import { PlacedOrder, PlaceOrderBody } from '@haat/contracts/http/order.ts';
import type { QuoteId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { IDEMPOTENCY_ERRORS } from '@haat/platform/idempotency/idempotency.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { toOrderView } from '../db/to-order-view.ts';
import { PLACE_ORDER_ERRORS, type PlaceOrderDependencies, placeOrder } from './place-order.ts';

export function placeOrderRoute(
  app: HttpApp,
  dependencies: PlaceOrderDependencies & { keys: OrderKeys },
): void {
  app.post(
    '/v1/orders',
    {
      config: { idempotent: true },
      schema: {
        summary: 'Place an order by a quote',
        tags: ['checkout'],
        body: PlaceOrderBody,
        response: { 201: PlacedOrder, ...problems(...PLACE_ORDER_ERRORS, ...IDEMPOTENCY_ERRORS) },
      },
    },
    async (request, reply) => {
      const buyer = buyerOf(request);
      const { order, timeline, payment } = await placeOrder(
        dependencies,
        buyer,
        request.body.quoteId as QuoteId,
      );
      return reply.code(201).send({
        order: toOrderView({ order, timeline }),
        payment: payment?.handle ?? null,
        orderKey: buyer.actor.kind === 'user' ? null : dependencies.keys.of(order.id),
      });
    },
  );
}
