import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import type { ProductCard } from '@haat/contracts/http/search.ts';
import { queryOptions } from '@tanstack/react-query';
import { graphqlFetch } from '@/shared/lib/api.ts';
import { CARD_FIELDS } from './card-fields.ts';

export interface ProductPage {
  readonly product: ProductDetail;
  readonly reviews: ReviewPage;
  readonly related: readonly ProductCard[];
}

const QUERY = `query ProductPage($idOrSlug: String!) { productPage(idOrSlug: $idOrSlug) {
  product {
    id slug title brand breadcrumbs { id name } description highlights attributes { name value }
    images { url alt width height } axes { name values } variants { id options }
    offers { id variantId sellerId sellerName sellerSlug sellerRating { average count } sku
      price { amount currency } listPrice { amount currency } condition dispatchDays availability }
    rating { average count } ratingHistogram
  }
  reviews { items { id stars title body authorName verifiedPurchase createdAt } nextCursor }
  related { ${CARD_FIELDS} }
} }`;

/** Null where there is no such product. */
export const productPageQuery = (slug: string) =>
  queryOptions({
    queryKey: ['product-page', slug],
    queryFn: async ({ signal }) =>
      (await graphqlFetch<{ productPage: ProductPage | null }>(QUERY, { idOrSlug: slug }, signal))
        .productPage,
    staleTime: 20_000,
  });
