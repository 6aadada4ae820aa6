import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { ProductCard } from '@haat/contracts/http/search.ts';
import { isRecord, jsonStore } from '../../shared/lib/storage.ts';

const MOST = 12;

const isCard = (value: unknown): value is ProductCard =>
  isRecord(value) &&
  typeof value.id === 'string' &&
  typeof value.slug === 'string' &&
  typeof value.title === 'string' &&
  typeof value.offerId === 'string' &&
  isRecord(value.price) &&
  isRecord(value.rating);

const kept = jsonStore(
  () => localStorage,
  'haat-recently-viewed',
  (value): value is ProductCard[] => Array.isArray(value) && value.every(isCard),
);

export const recentlyViewed = (): readonly ProductCard[] => kept.read() ?? [];

/** Newest first, each product once. */
export const withViewed = (cards: readonly ProductCard[], card: ProductCard): ProductCard[] =>
  [card, ...cards.filter(({ id }) => id !== card.id)].slice(0, MOST);

export function noteViewed(product: ProductDetail): void {
  const offer = product.offers[0];
  if (!offer) return;
  kept.write(
    withViewed(recentlyViewed(), {
      id: product.id,
      slug: product.slug,
      title: product.title,
      brand: product.brand,
      categoryId: product.breadcrumbs.at(-1)?.id ?? '',
      imageUrl: product.images[0]?.url ?? '',
      offerId: offer.id,
      price: offer.price,
      listPrice: offer.listPrice,
      sellerName: offer.sellerName,
      offerCount: product.offers.length,
      variantCount: product.variants.length,
      rating: product.rating,
      inStock: offer.availability !== 'out_of_stock',
      dispatchDays: offer.dispatchDays,
    }),
  );
}
