import type { Category } from '@haat/contracts/http/catalog.ts';
import type { ProductCard } from '@haat/contracts/http/search.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import { queryOptions } from '@tanstack/react-query';
import { graphqlFetch } from '@/shared/lib/api.ts';
import { CARD_FIELDS } from './card-fields.ts';

export interface Home {
  readonly categories: readonly Category[];
  readonly deals: readonly ProductCard[];
  readonly newest: readonly ProductCard[];
  readonly topRated: readonly ProductCard[];
  readonly stores: readonly Store[];
}

const QUERY = `query Home { home {
  categories { id name parentId symbolUrl }
  deals { ${CARD_FIELDS} }
  newest { ${CARD_FIELDS} }
  topRated { ${CARD_FIELDS} }
  stores { id slug name about city rating { average count } joinedAt }
} }`;

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: async ({ signal }) => (await graphqlFetch<{ home: Home }>(QUERY, {}, signal)).home,
  staleTime: 60_000,
});
