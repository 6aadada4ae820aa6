import type { ProductCards } from '@haat/contracts/http/product-cards.ts';
import type { ProductCard } from '@haat/contracts/http/search.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';

/** The catalogue's present word on products. */
export interface ProductLookup {
  /** Products that are unknown or not for sale are absent. @param productIds 100 at most */
  find(productIds: readonly string[]): Promise<Map<string, ProductCard>>;
}

export function createProductLookup(catalog: ServiceClient): ProductLookup {
  return {
    async find(productIds) {
      if (productIds.length === 0) return new Map();
      const { products } = await catalog.call<ProductCards>({
        method: 'POST',
        path: '/internal/products/batch',
        body: { productIds },
      });
      return new Map(products.map((product) => [product.id, product]));
    },
  };
}
