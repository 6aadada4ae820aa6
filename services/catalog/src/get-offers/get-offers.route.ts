import { OfferBatch, OfferBatchBody, type OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { OfferId } from '@haat/contracts/ids.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { OfferDocument, ProductDocument } from '../db/documents.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import { artUrl } from '../domain/art.ts';

/** Never cached: an order is placed at what the catalogue says now. */
export function getOffersRoute(app: HttpApp, { products }: { products: ProductRepository }): void {
  app.post(
    '/internal/offers/batch',
    {
      schema: {
        summary: 'What cart and checkout need to know of offers',
        tags: ['internal'],
        body: OfferBatchBody,
        response: { 200: OfferBatch },
      },
    },
    async ({ body }) => {
      const wanted = new Set(body.offerIds);
      const found = await products.findByOffers(body.offerIds as OfferId[]);
      return {
        offers: found
          .filter((product) => product.status === 'listed')
          .flatMap((product) =>
            product.offers.filter((offer) => wanted.has(offer.id)).map((offer) => toSnapshot(product, offer)),
          ),
      };
    },
  );
}

const toSnapshot = (product: ProductDocument, offer: OfferDocument): OfferSnapshot => ({
  offerId: offer.id,
  productId: product._id,
  productSlug: product.slug,
  variantId: offer.variantId,
  sku: offer.sku,
  title: product.title,
  options: product.variants.find((variant) => variant.id === offer.variantId)?.options ?? {},
  categoryId: product.categories.at(-1)?.id ?? '',
  imageUrl: artUrl(product.art),
  sellerId: offer.sellerId,
  sellerName: offer.sellerName,
  price: offer.price,
  availability: offer.availability,
  dispatchDays: offer.dispatchDays,
});
