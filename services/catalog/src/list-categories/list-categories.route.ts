import { CategoryList } from '@haat/contracts/http/catalog.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import { sendCachedJson, toCachedJson } from '@haat/platform/http/cached-json.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { artUrl } from '../domain/art.ts';

export const CATEGORIES_TAG = 'categories';

export function listCategoriesRoute(
  app: HttpApp,
  { database, cache }: { database: CatalogDatabase; cache: Cache },
): void {
  app.get(
    '/v1/categories',
    { schema: { summary: 'The category tree, flat', tags: ['catalog'], response: { 200: CategoryList } } },
    async (request, reply) => {
      const json = await cache.getOrSet(
        { key: 'categories', ttl: 300, grace: 1_800, tags: [CATEGORIES_TAG] },
        async () => {
          const categories = await database.categories.find().sort({ name: 1 }).toArray();
          return toCachedJson({
            categories: categories.map((category, index) => ({
              id: category._id,
              name: category.name,
              parentId: category.parentId,
              symbolUrl: artUrl(`${category.symbol}.${index % 12}`),
            })),
          });
        },
      );
      return sendCachedJson(request, reply, json, 'public, max-age=30, stale-while-revalidate=300');
    },
  );
}
