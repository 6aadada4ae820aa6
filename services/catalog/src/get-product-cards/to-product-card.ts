import type { ProductCard } from '@haat/contracts/http/search.ts';
import type { ProductDocument } from '../db/documents.ts';
import { artUrl } from '../domain/art.ts';
import { byWorth } from '../get-product/to-product-detail.ts';

/** Undefined for a product that cannot be shown for sale. */
export function toProductCard(product: ProductDocument): ProductCard | undefined {
  const [best] = [...product.offers].sort(byWorth);
  if (!best || product.status !== 'listed') return undefined;
  return {
    id: product._id,
    slug: product.slug,
    title: product.title,
    brand: product.brand,
    categoryId: product.categories.at(-1)?.id ?? '',
    imageUrl: artUrl(product.art),
    offerId: best.id,
    price: best.price,
    listPrice: best.listPrice,
    sellerName: best.sellerName,
    offerCount: product.offers.length,
    variantCount: product.variants.length,
    rating: product.rating,
    inStock: best.availability !== 'out_of_stock',
    dispatchDays: best.dispatchDays,
  };
}
