import { PaymentHandle } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { readerOf } from '../db/order-reader.ts';
import { findOrder } from '../db/order-repository.ts';
import { OrderNotFound, OrderNotPayable } from '../domain/order.errors.ts';
import { type PlaceOrderDependencies, paymentOf } from '../place-order/place-order.ts';

/** For the buyer who comes back: after a refused card, a reload, another device. */
export function beginPaymentRoute(
  app: HttpApp,
  { database, upstream, keys }: PlaceOrderDependencies & { keys: OrderKeys },
): void {
  app.post(
    '/v1/orders/:id/payment',
    {
      schema: {
        summary: 'What the browser needs to pay an order that waits for it',
        tags: ['checkout'],
        params: IdParams,
        response: { 200: PaymentHandle, ...problems(OrderNotFound, OrderNotPayable) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const order = await findOrder(database.query, readerOf(buyerOf(request), keys, id), id);
      if (!order) throw OrderNotFound();
      if (order.status !== 'pending_payment') throw OrderNotPayable({ status: order.status });
      const { handle } = await upstream.beginPayment(paymentOf(order));
      if (!handle) throw OrderNotPayable();
      return handle;
    },
  );
}
