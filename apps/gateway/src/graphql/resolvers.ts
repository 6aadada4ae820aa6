import type { CategoryList, ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import type { ProductCard, SearchResult, SearchSort } from '@haat/contracts/http/search.ts';
import type { StoreList } from '@haat/contracts/http/seller.ts';
import { UpstreamUnavailable } from '@haat/platform/errors/domain-error.ts';
import type { ServiceReader } from './service-reader.ts';

const SHELF = 12;
const REVIEWS = 5;
const ID_OR_SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export interface GraphqlContext {
  readonly reader: ServiceReader;
}
type Resolver<Parent = unknown, Args = unknown> = (
  parent: Parent,
  args: Args,
  context: GraphqlContext,
) => unknown;

const need = <Resource>(resource: Resource | null): Resource => {
  if (resource === null) throw UpstreamUnavailable();
  return resource;
};

async function shelf({ reader }: GraphqlContext, filter: string, limit = SHELF): Promise<ProductCard[]> {
  const path = `/v1/search?${filter}&facets=false&limit=${limit}`;
  return need(await reader.read<SearchResult>('search', path)).items;
}

const sortedShelf =
  (sort: SearchSort): Resolver =>
  (_parent, _args, context) =>
    shelf(context, `sort=${sort}&inStock=true`);

async function findProduct(reader: ServiceReader, idOrSlug: string): Promise<ProductDetail | null> {
  if (idOrSlug.length > 120 || !ID_OR_SLUG.test(idOrSlug)) return null;
  return reader.read<ProductDetail>('catalog', `/v1/products/${idOrSlug}`);
}

const home = {
  categories: (async (_parent, _args, { reader }) =>
    need(await reader.read<CategoryList>('catalog', '/v1/categories')).categories) satisfies Resolver,
  deals: sortedShelf('discount'),
  newest: sortedShelf('newest'),
  topRated: sortedShelf('rating'),
  stores: (async (_parent, _args, { reader }) =>
    need(await reader.read<StoreList>('seller', '/v1/sellers')).stores) satisfies Resolver,
};

const productPage = {
  reviews: (async ({ product }, _args, { reader }) =>
    need(
      await reader.read<ReviewPage>('catalog', `/v1/products/${product.id}/reviews?limit=${REVIEWS}`),
    )) satisfies Resolver<{ product: ProductDetail }>,
  related: (async ({ product }, _args, context) => {
    const category = product.breadcrumbs.at(-1)?.id;
    if (!category) return [];
    const cards = await shelf(context, `category=${category}&inStock=true`, SHELF + 1);
    return cards.filter((card) => card.id !== product.id).slice(0, SHELF);
  }) satisfies Resolver<{ product: ProductDetail }>,
};

export const resolvers = {
  Query: {
    home: () => ({}),
    productPage: (async (_parent, { idOrSlug }, { reader }) => {
      const product = await findProduct(reader, idOrSlug);
      return product && { product };
    }) satisfies Resolver<unknown, { idOrSlug: string }>,
  },
  Home: home,
  ProductPage: productPage,
};
