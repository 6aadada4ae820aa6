import type { Offer, ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { OfferDocument, ProductDocument } from '../db/documents.ts';
import type { SellerRatings } from '../db/seller-ratings.ts';
import { artUrl } from '../domain/art.ts';

const IMAGE_SIZE = 800;

export function toProductDetail(product: ProductDocument, ratings: SellerRatings): ProductDetail {
  return {
    id: product._id,
    slug: product.slug,
    title: product.title,
    brand: product.brand,
    breadcrumbs: [...product.categories],
    description: product.description,
    highlights: [...product.highlights],
    attributes: [...product.attributes],
    images: [{ url: artUrl(product.art), alt: product.title, width: IMAGE_SIZE, height: IMAGE_SIZE }],
    axes: product.axes.map(({ name, values }) => ({ name, values: [...values] })),
    variants: product.variants.map(({ id, options }) => ({ id, options })),
    offers: [...product.offers].sort(byWorth).map((offer) => toOffer(offer, ratings)),
    rating: product.rating,
    ratingHistogram: [...product.ratingHistogram],
  };
}

/** What a buyer would choose first: what can be had before what cannot, then by price, then by dispatch. */
export const byWorth = (a: OfferDocument, b: OfferDocument): number =>
  Number(a.availability === 'out_of_stock') - Number(b.availability === 'out_of_stock') ||
  a.price.amount - b.price.amount ||
  a.dispatchDays - b.dispatchDays ||
  (a.id < b.id ? -1 : 1);

const UNRATED = { average: 0, count: 0 };

const toOffer = (offer: OfferDocument, ratings: SellerRatings): Offer => ({
  id: offer.id,
  variantId: offer.variantId,
  sellerId: offer.sellerId,
  sellerName: offer.sellerName,
  sellerSlug: offer.sellerSlug,
  sellerRating: ratings.get(offer.sellerId) ?? UNRATED,
  sku: offer.sku,
  price: offer.price,
  listPrice: offer.listPrice,
  condition: offer.condition,
  dispatchDays: offer.dispatchDays,
  availability: offer.availability,
});
