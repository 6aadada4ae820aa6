import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import { type OutboxRow, toEnvelope } from '@haat/platform/outbox/envelope.ts';
import { artUrl } from '../domain/art.ts';
import type { ProductDocument } from './documents.ts';

/** Longer descriptions add nothing to a search index. */
const DESCRIPTION_LENGTH = 4_000;

export const productChanged = (product: ProductDocument): OutboxRow =>
  toEnvelope(
    ProductChanged,
    {
      productId: product._id,
      status: product.status,
      slug: product.slug,
      title: product.title,
      brand: product.brand,
      categories: [...product.categories],
      description: product.description.slice(0, DESCRIPTION_LENGTH),
      attributes: [...product.attributes],
      imageUrl: artUrl(product.art),
      variantCount: product.variants.length,
      rating: product.rating,
      listedAt: product.listedAt.toISOString(),
      offers: product.offers.map((offer) => ({
        offerId: offer.id,
        variantId: offer.variantId,
        sellerId: offer.sellerId,
        sellerSlug: offer.sellerSlug,
        sellerName: offer.sellerName,
        price: offer.price,
        listPrice: offer.listPrice,
        dispatchDays: offer.dispatchDays,
        availability: offer.availability,
      })),
    },
    product.version,
  );

export const offersCreated = (
  product: ProductDocument,
  offers: ProductDocument['offers'],
  initialQuantity: number,
): OutboxRow =>
  toEnvelope(
    OffersCreated,
    {
      productId: product._id,
      offers: offers.map(({ id, sellerId, sku }) => ({
        offerId: id,
        sellerId,
        sku,
        title: product.title,
        initialQuantity,
      })),
    },
    product.version,
  );
