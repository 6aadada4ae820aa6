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
import { adjustStockRoute } from './adjust-stock/adjust-stock.route.ts';
import type { InventoryConfig } from './config.ts';
import type { InventoryTables } from './db/tables.ts';
import { events } from './events.ts';
import { listStockRoute } from './list-stock/list-stock.route.ts';
import { onLinesCancelled } from './on-lines-cancelled/on-lines-cancelled.handler.ts';
import { onOffersCreated } from './on-offers-created/on-offers-created.handler.ts';
import { onOrderCancelled } from './on-order-cancelled/on-order-cancelled.handler.ts';
import { onOrderConfirmed } from './on-order-confirmed/on-order-confirmed.handler.ts';
import { onReturnMoved } from './on-return-moved/on-return-moved.handler.ts';
import { releaseLapsedReservations } from './release-lapsed-reservations/release-lapsed-reservations.job.ts';
import { releaseReservationRoute } from './release-reservation/release-reservation.route.ts';
import { reserveStockRoute } from './reserve-stock/reserve-stock.route.ts';

export async function createInventoryService(config: InventoryConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('inventory', config, host);
  const database = openDatabase<InventoryTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  reserveStockRoute(http, { database });
  releaseReservationRoute(http, { database });
  listStockRoute(http, { database });
  adjustStockRoute(http, { database });

  return assembleService(runtime, {
    http,
    events,
    handlers: [onOffersCreated, onOrderConfirmed, onOrderCancelled, onLinesCancelled, onReturnMoved],
    // What was paid is held already: that it counts as sold can wait for its neighbours.
    gatherMs: 250,
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    jobs: [
      createJob({
        name: 'release-lapsed-reservations',
        everyMs: 15_000,
        run: () => releaseLapsedReservations(database, runtime.logger),
        logger: runtime.logger,
      }),
    ],
    close: [database.close],
  });
}
