import { ProductDetail, ProductParams } from '@haat/contracts/http/catalog.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import { sendCachedJson, toCachedJson } from '@haat/platform/http/cached-json.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { type ProductRepository, productTag } from '../db/product-repository.ts';
import { findSellerRatings } from '../db/seller-ratings.ts';
import { ProductNotFound } from '../domain/catalog.errors.ts';
import { toProductDetail } from './to-product-detail.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FRESH_SECONDS = 300;
const GRACE_SECONDS = 1_800;
/** A change is seen within seconds; a CDN may serve the old page while it fetches the new one. */
const CACHE_CONTROL = 'public, max-age=5, stale-while-revalidate=60';

export function getProductRoute(
  app: HttpApp,
  {
    database,
    products,
    cache,
  }: { database: Pick<CatalogDatabase, 'sellers'>; products: ProductRepository; cache: Cache },
): void {
  const load = async (idOrSlug: string) => {
    const product = UUID.test(idOrSlug)
      ? await products.findById(idOrSlug as ProductId)
      : await products.findBySlug(idOrSlug);
    return product?.status === 'listed' ? product : null;
  };
  app.get(
    '/v1/products/:idOrSlug',
    {
      schema: {
        summary: 'A product with every offer',
        tags: ['catalog'],
        params: ProductParams,
        response: { 200: ProductDetail, ...problems(ProductNotFound) },
      },
    },
    async (request, reply) => {
      const { idOrSlug } = request.params;
      // The tag must be known before the entry is made, so a slug is first resolved to its id.
      const id = await cache.getOrSet({ key: `slug:${idOrSlug}`, ttl: FRESH_SECONDS, grace: 0 }, async () => {
        const product = await load(idOrSlug);
        // Not remembered: the next moment it may be listed.
        if (!product) throw ProductNotFound();
        return product._id;
      });
      const json = await cache.getOrSet(
        { key: `product:${id}`, ttl: FRESH_SECONDS, grace: GRACE_SECONDS, tags: [productTag(id)] },
        async () => {
          const product = await load(id);
          return (
            product && toCachedJson(toProductDetail(product, await findSellerRatings(database, product)))
          );
        },
      );
      if (!json) throw ProductNotFound();
      return sendCachedJson(request, reply, json, CACHE_CONTROL);
    },
  );
}
