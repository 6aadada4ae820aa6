import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  postgresOutbox,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { personalDataRoute } from '@haat/platform/privacy/personal-data.ts';
import { invitationRoutes } from './accept-invitation/invitations.route.ts';
import { access } from './access.ts';
import { addReviewsRoute } from './add-reviews/add-reviews.route.ts';
import type { SellerConfig } from './config.ts';
import type { SellerTables } from './db/tables.ts';
import { editStoreRoutes } from './edit-store/edit-store.route.ts';
import { events } from './events.ts';
import { exportPersonalData } from './export-personal-data/export-personal-data.query.ts';
import { getStoreRoutes } from './get-store/get-store.route.ts';
import { listReviewsRoutes } from './list-reviews/list-reviews.route.ts';
import { listStoresRoute } from './list-stores/list-stores.route.ts';
import { teamRoutes } from './manage-team/team.route.ts';
import { moderateReviewRoutes } from './moderate-review/moderate-review.route.ts';
import { onOrderClaimed } from './on-order-claimed/on-order-claimed.handler.ts';
import { onSellerOrderDelivered } from './on-seller-order-delivered/on-seller-order-delivered.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { openStoreRoute } from './open-store/open-store.route.ts';
import { replyToReviewRoutes } from './reply-to-review/reply-to-review.route.ts';
import { reportStoreRoute } from './report-store/report-store.route.ts';
import { shopReportRoutes } from './resolve-report/shop-reports.route.ts';
import { writeReviewRoutes } from './write-review/write-review.route.ts';

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
  editStoreRoutes(http, { database });
  writeReviewRoutes(http, { database });
  listReviewsRoutes(http, { database });
  replyToReviewRoutes(http, { database });
  moderateReviewRoutes(http, { database });
  addReviewsRoute(http, { database });
  reportStoreRoute(http, { database });
  shopReportRoutes(http, { database });
  personalDataRoute(http, (subject) => exportPersonalData(database.query, subject));

  return assembleService(runtime, {
    http,
    events,
    handlers: [onSellerOrderDelivered, onOrderClaimed, onUserErased],
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    close: [database.close],
  });
}
