import { REGIONS } from '@haat/contracts/region.ts';
import { createCache } from '@haat/platform/cache/cache.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createSequenceGuardedInbox } from '@haat/platform/inbox/inbox.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import {
  assembleService,
  createRuntime,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { personalDataRoute } from '@haat/platform/privacy/personal-data.ts';
import { access } from './access.ts';
import { addReviewsRoute } from './add-reviews/add-reviews.route.ts';
import type { CatalogConfig } from './config.ts';
import { openCatalogDatabase } from './db/catalog-database.ts';
import { createMongoOutboxStore } from './db/mongo-outbox-store.ts';
import { createProductRepository } from './db/product-repository.ts';
import { createReviewRepository } from './db/review-repository.ts';
import { drawArtRoute } from './draw-art/draw-art.route.ts';
import { events } from './events.ts';
import { exportPersonalData } from './export-personal-data/export-personal-data.query.ts';
import { getOffersRoute } from './get-offers/get-offers.route.ts';
import { getProductRoute } from './get-product/get-product.route.ts';
import { getProductCardsRoute } from './get-product-cards/get-product-cards.route.ts';
import { importProductsRoutes } from './import-products/import-products.route.ts';
import { processImports } from './import-products/import-products.ts';
import { listCategoriesRoute } from './list-categories/list-categories.route.ts';
import { listOwnReviewsRoutes } from './list-own-reviews/list-own-reviews.route.ts';
import { listReviewsRoute } from './list-reviews/list-reviews.route.ts';
import { moderateReviewRoutes } from './moderate-review/moderate-review.route.ts';
import { onAvailabilityChanged } from './on-availability-changed/on-availability-changed.handler.ts';
import { onOrderClaimed } from './on-order-claimed/on-order-claimed.handler.ts';
import { onSellerOrderDelivered } from './on-seller-order-delivered/on-seller-order-delivered.handler.ts';
import { onSellerRatingChanged } from './on-seller-rating-changed/on-seller-rating-changed.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { settleRatings } from './settle-ratings/settle-ratings.ts';
import { writeReviewRoutes } from './write-review/write-review.route.ts';

export async function createCatalogService(config: CatalogConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('catalog', config, host);
  const database = await openCatalogDatabase(config.MONGODB_URL, config.MONGODB_DATABASE);
  // A product page is about 5 KB.
  const cache = createCache({ namespace: 'catalog', redisUrl: config.REDIS_URL, maxItems: 5_000 });
  let wakeRelay = () => {};
  const products = createProductRepository(database, cache, () => wakeRelay());

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'mongodb', check: database.ping }],
  });
  const dependencies = {
    database,
    products,
    reviews: createReviewRepository(database),
    cache,
    sellers: runtime.client('seller'),
    currency: REGIONS[config.HAAT_REGION].currency,
  };
  const processing = createJob({
    name: 'process-imports',
    everyMs: 5_000,
    run: () => processImports(dependencies),
    logger: runtime.logger,
  });
  listCategoriesRoute(http, dependencies);
  getProductRoute(http, dependencies);
  listReviewsRoute(http, dependencies);
  writeReviewRoutes(http, dependencies);
  listOwnReviewsRoutes(http, dependencies);
  moderateReviewRoutes(http, dependencies);
  drawArtRoute(http);
  getOffersRoute(http, dependencies);
  getProductCardsRoute(http, dependencies);
  addReviewsRoute(http, dependencies);
  personalDataRoute(http, (subject) => exportPersonalData(database, subject));
  await importProductsRoutes(http, { ...dependencies, processing });

  return assembleService(runtime, {
    http,
    events,
    handlers: [
      onAvailabilityChanged(products),
      onSellerOrderDelivered(database),
      onOrderClaimed(database),
      onSellerRatingChanged(database),
      onUserErased(database),
    ],
    inbox: createSequenceGuardedInbox(),
    outbox: createMongoOutboxStore(database, { brokerForgets: config.EVENTS_BROKER_FORGETS }),
    onEventsCommitted: (listener) => {
      wakeRelay = listener;
    },
    jobs: [
      processing,
      createJob({
        name: 'settle-ratings',
        everyMs: 10_000,
        run: () => settleRatings(dependencies),
        logger: runtime.logger,
      }),
    ],
    close: [database.close, cache.close],
  });
}
