import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  postgresOutbox,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { invitationRoutes } from './accept-invitation/invitations.route.ts';
import { access } from './access.ts';
import type { SellerConfig } from './config.ts';
import type { SellerTables } from './db/tables.ts';
import { events } from './events.ts';
import { getStoreRoutes } from './get-store/get-store.route.ts';
import { listStoresRoute } from './list-stores/list-stores.route.ts';
import { teamRoutes } from './manage-team/team.route.ts';
import { openStoreRoute } from './open-store/open-store.route.ts';

export async function createSellerService(config: SellerConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('seller', config, host);
  const database = openDatabase<SellerTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  teamRoutes(http, { database });
  invitationRoutes(http, { database });
  openStoreRoute(http, { database });
  getStoreRoutes(http, { database });
  listStoresRoute(http, { database });

  return assembleService(runtime, {
    http,
    events,
    handlers: [],
    ...postgresOutbox(runtime, database),
    close: [database.close],
  });
}
