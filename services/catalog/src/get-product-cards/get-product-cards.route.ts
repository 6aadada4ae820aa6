import { ProductCards, ProductCardsBody } from '@haat/contracts/http/product-cards.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import { toProductCard } from './to-product-card.ts';

export function getProductCardsRoute(app: HttpApp, { products }: { products: ProductRepository }): void {
  app.post(
    '/internal/products/batch',
    {
      schema: {
        summary: 'Products as cards show them, in the order asked for',
        tags: ['internal'],
        body: ProductCardsBody,
        response: { 200: ProductCards },
      },
    },
    async ({ body }) => {
      const found = await products.findByIds(body.productIds as ProductId[]);
      const cards = new Map(
        found.flatMap((product) => toProductCard(product) ?? []).map((card) => [card.id, card]),
      );
      return { products: body.productIds.flatMap((id) => cards.get(id) ?? []) };
    },
  );
}
