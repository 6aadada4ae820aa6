import { REGIONS } from '@haat/contracts/region.ts';
import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { access } from './access.ts';
import type { AnalyticsConfig } from './config.ts';
import type { AnalyticsTables } from './db/tables.ts';
import { events } from './events.ts';
import { getOverviewRoutes } from './get-overview/get-overview.route.ts';
import { orderEventHandlers } from './on-order-event/on-order-event.handler.ts';
import { onRefundRequested } from './on-refund-requested/on-refund-requested.handler.ts';

export async function createAnalyticsService(config: AnalyticsConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('analytics', config, host);
  const database = openDatabase<AnalyticsTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  getOverviewRoutes(http, { database, currency: REGIONS[config.HAAT_REGION].currency });

  return assembleService(runtime, {
    http,
    events,
    handlers: [...orderEventHandlers, onRefundRequested],
    // Figures may be a moment late.
    gatherMs: 250,
    inbox: createPgInbox(database),
    close: [database.close],
  });
}
