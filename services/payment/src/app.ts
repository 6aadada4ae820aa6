import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
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
import { access } from './access.ts';
import { beginPaymentRoute } from './begin-payment/begin-payment.route.ts';
import { cancelPaymentRoute } from './cancel-payment/cancel-payment.route.ts';
import { chargeCardRoute } from './charge-card/charge-card.route.ts';
import type { PaymentConfig } from './config.ts';
import type { PaymentTables } from './db/tables.ts';
import { events } from './events.ts';
import { executeRefunds } from './execute-refunds/execute-refunds.job.ts';
import { forgetCustomers } from './forget-customers/forget-customers.job.ts';
import { keepCardRoute } from './keep-card/keep-card.route.ts';
import { listCardsRoute } from './list-cards/list-cards.route.ts';
import { onRefundRequested } from './on-refund-requested/on-refund-requested.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { receiveWebhookRoute } from './receive-webhook/receive-webhook.route.ts';
import { reconcilePayments } from './reconcile-payments/reconcile-payments.job.ts';
import { removeCardRoute } from './remove-card/remove-card.route.ts';
import { createStripeGateway } from './stripe/stripe-gateway.ts';

export async function createPaymentService(config: PaymentConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('payment', config, host);
  const database = openDatabase<PaymentTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    // A PaymentIntent with its charge is larger than what buyers may send.
    bodyLimit: 512 * 1024,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  const dependencies = { database, stripe: createStripeGateway(config), logger: runtime.logger };
  beginPaymentRoute(http, dependencies);
  cancelPaymentRoute(http, dependencies);
  keepCardRoute(http, dependencies);
  chargeCardRoute(http, dependencies);
  listCardsRoute(http, dependencies);
  removeCardRoute(http, dependencies);
  await receiveWebhookRoute(http, dependencies);

  const refunds = createJob({
    name: 'execute-refunds',
    everyMs: 3_000,
    run: () => executeRefunds(dependencies),
    logger: runtime.logger,
  });
  const reconciliation = createJob({
    name: 'reconcile-payments',
    everyMs: 10_000,
    run: () => reconcilePayments(dependencies),
    logger: runtime.logger,
  });
  return assembleService(runtime, {
    http,
    events,
    handlers: [onRefundRequested(refunds), onUserErased],
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    jobs: [
      refunds,
      reconciliation,
      createJob({
        name: 'forget-customers',
        everyMs: 15_000,
        run: () => forgetCustomers(dependencies),
        logger: runtime.logger,
      }),
    ],
    close: [database.close],
  });
}
