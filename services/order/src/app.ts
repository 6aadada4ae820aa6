import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { useIdempotency } from '@haat/platform/idempotency/idempotency.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  postgresOutbox,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { personalDataRoute } from '@haat/platform/privacy/personal-data.ts';
import { createPubSub } from '@haat/platform/pubsub/pubsub.ts';
import { access } from './access.ts';
import { beginPaymentRoute } from './begin-payment/begin-payment.route.ts';
import { createOrderKeys } from './buyer.ts';
import { cancelLinesRoutes } from './cancel-lines/cancel-lines.route.ts';
import { cancelOrderRoute } from './cancel-order/cancel-order.route.ts';
import type { OrderConfig } from './config.ts';
import { countOpenOrdersRoute } from './count-open-orders/count-open-orders.route.ts';
import { createQuoteRoute } from './create-quote/create-quote.route.ts';
import { forgetErasedUsers } from './db/erasure-repository.ts';
import { forgetOldQuotes } from './db/quote-repository.ts';
import type { OrderTables } from './db/tables.ts';
import { events } from './events.ts';
import { exportPersonalData } from './export-personal-data/export-personal-data.query.ts';
import { fulfilSellerOrderRoutes } from './fulfil-seller-order/fulfil-seller-order.route.ts';
import { getOrderRoutes } from './get-order/get-order.route.ts';
import { listOrdersRoutes } from './list-orders/list-orders.route.ts';
import { listReturnsRoutes } from './list-returns/list-returns.route.ts';
import { sellerOrderRoutes } from './list-seller-orders/list-seller-orders.route.ts';
import { lookUpOrderRoute } from './look-up-order/look-up-order.route.ts';
import { buyerReturnRoutes } from './move-return/buyer-returns.route.ts';
import { decideReturnRoutes } from './move-return/decide-return.route.ts';
import { onEmailVerified } from './on-email-verified/on-email-verified.handler.ts';
import { onPaymentFailed } from './on-payment-failed/on-payment-failed.handler.ts';
import { onPaymentRefunded } from './on-payment-refunded/on-payment-refunded.handler.ts';
import { onPaymentSucceeded } from './on-payment-succeeded/on-payment-succeeded.handler.ts';
import { onReservationLost } from './on-reservation-lost/on-reservation-lost.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { payByCardRoutes } from './pay-by-card/pay-by-card.route.ts';
import { placeOrderRoute } from './place-order/place-order.route.ts';
import { refundOrderRoute } from './refund-order/refund-order.route.ts';
import { requestReturnRoutes } from './request-return/request-return.route.ts';
import { settleReturns } from './settle-returns/settle-returns.job.ts';
import { settleStuckOrders } from './settle-stuck-orders/settle-stuck-orders.job.ts';
import { createOrderChanges } from './track-order/order-changes.ts';
import { trackOrderRoute } from './track-order/track-order.route.ts';
import { createUpstream } from './upstream/upstream.ts';

export async function createOrderService(config: OrderConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('order', config, host);
  const database = openDatabase<OrderTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));
  const pubsub = createPubSub(config.REDIS_URL);

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  useIdempotency(http, database);
  const dependencies = {
    database,
    upstream: createUpstream(runtime.client),
    keys: createOrderKeys(config.SERVICE_SECRET),
    changes: createOrderChanges(pubsub),
    region: config.HAAT_REGION,
    paymentSeconds: config.ORDER_PAYMENT_SECONDS,
    settleSeconds: config.ORDER_SETTLE_SECONDS,
    publicUrl: config.PUBLIC_URL,
    returnDays: config.ORDER_RETURN_DAYS,
    days: {
      decide: config.ORDER_RETURN_DECIDE_DAYS,
      send: config.ORDER_RETURN_SEND_DAYS,
      receive: config.ORDER_RETURN_RECEIVE_DAYS,
    },
    logger: runtime.logger,
  };
  createQuoteRoute(http, dependencies);
  placeOrderRoute(http, dependencies);
  beginPaymentRoute(http, dependencies);
  payByCardRoutes(http, dependencies);
  getOrderRoutes(http, dependencies);
  listOrdersRoutes(http, dependencies);
  trackOrderRoute(http, { ...dependencies, accessTokens: runtime.accessTokens });
  cancelOrderRoute(http, dependencies);
  cancelLinesRoutes(http, dependencies);
  lookUpOrderRoute(http, dependencies);
  requestReturnRoutes(http, dependencies);
  buyerReturnRoutes(http, dependencies);
  sellerOrderRoutes(http, dependencies);
  fulfilSellerOrderRoutes(http, dependencies);
  refundOrderRoute(http, dependencies);
  countOpenOrdersRoute(http, dependencies);
  personalDataRoute(http, (subject) => exportPersonalData(database.query, subject));
  listReturnsRoutes(http, dependencies);
  decideReturnRoutes(http, dependencies);

  return assembleService(runtime, {
    http,
    events,
    handlers: [
      onUserErased,
      onPaymentSucceeded(dependencies.changes),
      onPaymentFailed(dependencies.changes),
      onPaymentRefunded(dependencies.changes, dependencies.days),
      onReservationLost(dependencies.changes),
      onEmailVerified(dependencies.changes),
    ],
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    // The buyer's page hears of changes by itself; events are for mails, counts and the cart.
    publishEveryMs: 60,
    jobs: [
      createJob({
        name: 'forget-erased-users',
        everyMs: 10 * 60_000,
        run: () => forgetErasedUsers(database.query),
        logger: runtime.logger,
      }),
      createJob({
        name: 'forget-old-quotes',
        everyMs: 10 * 60_000,
        run: () => forgetOldQuotes(database.query),
        logger: runtime.logger,
      }),
      createJob({
        name: 'settle-stuck-orders',
        everyMs: 2_000,
        run: () => settleStuckOrders(dependencies),
        logger: runtime.logger,
      }),
      createJob({
        name: 'settle-returns',
        everyMs: 30_000,
        run: () => settleReturns(dependencies),
        logger: runtime.logger,
      }),
    ],
    close: [database.close, pubsub.close],
  });
}
