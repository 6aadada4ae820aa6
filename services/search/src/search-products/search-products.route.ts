import { SearchQuery, SearchResult } from '@haat/contracts/http/search.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { sendCachedJson, toCachedJson } from '@haat/platform/http/cached-json.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { SearchTables } from '../db/tables.ts';
import { normalize } from './search-filter.ts';
import { searchProducts } from './search-products.query.ts';

/** A new product may take this long to show; in exchange a rush on one search costs one query. */
const FRESH_SECONDS = 10;
const GRACE_SECONDS = 120;
const CACHE_CONTROL = 'public, max-age=5, stale-while-revalidate=30';

export function searchProductsRoute(
  app: HttpApp,
  { database, cache }: { database: Database<SearchTables>; cache: Cache },
): void {
  app.get(
    '/v1/search',
    {
      schema: {
        summary: 'Search and browse products, with facet counts',
        tags: ['search'],
        querystring: SearchQuery,
        response: { 200: SearchResult, ...problems(InvalidCursor) },
      },
    },
    async (request, reply) => {
      const filter = normalize(request.query);
      const json = await cache.getOrSet(
        { key: JSON.stringify(filter), ttl: FRESH_SECONDS, grace: GRACE_SECONDS },
        async () => toCachedJson(await searchProducts(database.query, filter)),
      );
      return sendCachedJson(request, reply, json, CACHE_CONTROL);
    },
  );
}
