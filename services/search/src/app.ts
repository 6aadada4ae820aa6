import { createCache } from '@haat/platform/cache/cache.ts';
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
import type { SearchConfig } from './config.ts';
import type { SearchTables } from './db/tables.ts';
import { events } from './events.ts';
import { onProductChanged } from './on-product-changed/on-product-changed.handler.ts';
import { searchProductsRoute } from './search-products/search-products.route.ts';
import { suggestRoute } from './suggest/suggest.route.ts';

export async function createSearchService(config: SearchConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('search', config, host);
  const database = openDatabase<SearchTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));
  // A page of results is about 15 KB.
  const cache = createCache({ namespace: 'search', redisUrl: config.REDIS_URL, maxItems: 1_000 });

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  searchProductsRoute(http, { database, cache });
  suggestRoute(http, { database, cache });

  return assembleService(runtime, {
    http,
    events,
    handlers: [onProductChanged],
    // An import is indexed in few large steps.
    gatherMs: 60,
    inbox: createPgInbox(database),
    close: [database.close, cache.close],
  });
}
