import { REGIONS } from '@haat/contracts/region.ts';
import { createCache } from '@haat/platform/cache/cache.ts';
import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { personalDataRoute } from '@haat/platform/privacy/personal-data.ts';
import { access } from './access.ts';
import { addItemRoute } from './add-item/add-item.route.ts';
import { createOfferLookup } from './catalog/offer-lookup.ts';
import { createProductLookup } from './catalog/product-lookup.ts';
import type { CartConfig } from './config.ts';
import { forgetOldCarts } from './db/cart-repository.ts';
import type { CartTables } from './db/tables.ts';
import { events } from './events.ts';
import { exportPersonalData } from './export-personal-data/export-personal-data.query.ts';
import { getCartRoute } from './get-cart/get-cart.route.ts';
import { guestCookie } from './guest-cookie.ts';
import { listWishesRoutes } from './list-wishes/list-wishes.route.ts';
import { onOrderConfirmed } from './on-order-confirmed/on-order-confirmed.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { readCartLinesRoute } from './read-cart-lines/read-cart-lines.route.ts';
import { removeItemRoute } from './remove-item/remove-item.route.ts';
import { removeWishRoute } from './remove-wish/remove-wish.route.ts';
import { saveWishRoutes } from './save-wish/save-wish.route.ts';
import { setItemQuantityRoute } from './set-item-quantity/set-item-quantity.route.ts';

export async function createCartService(config: CartConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('cart', config, host);
  const database = openDatabase<CartTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));
  // An offer is less than 1 KB.
  const cache = createCache({ namespace: 'cart', redisUrl: config.REDIS_URL, maxItems: 5_000 });

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  const dependencies = {
    database,
    offers: createOfferLookup(runtime.client('catalog'), cache),
    products: createProductLookup(runtime.client('catalog')),
    cookie: guestCookie(config.PUBLIC_URL),
    currency: REGIONS[config.HAAT_REGION].currency,
  };
  getCartRoute(http, dependencies);
  addItemRoute(http, dependencies);
  setItemQuantityRoute(http, dependencies);
  removeItemRoute(http, dependencies);
  readCartLinesRoute(http, dependencies);
  listWishesRoutes(http, dependencies);
  saveWishRoutes(http, dependencies);
  removeWishRoute(http, dependencies);
  personalDataRoute(http, (subject) => exportPersonalData(database.query, subject));

  return assembleService(runtime, {
    http,
    events,
    handlers: [onOrderConfirmed, onUserErased],
    // The cart of a paid order may empty a moment later.
    gatherMs: 250,
    inbox: createPgInbox(database),
    jobs: [
      createJob({
        name: 'forget-old-carts',
        everyMs: 10 * 60_000,
        run: () => forgetOldCarts(database.query),
        logger: runtime.logger,
      }),
    ],
    close: [database.close, cache.close],
  });
}
