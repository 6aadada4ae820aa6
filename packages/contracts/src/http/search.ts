import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { CategoryId, Rating } from './catalog.ts';
import { Cursor, nullable, PageLimit, Slug, Uuid } from './primitives.ts';

export const SearchSort = Type.Union([
  Type.Literal('relevance'),
  Type.Literal('price-asc'),
  Type.Literal('price-desc'),
  Type.Literal('rating'),
  Type.Literal('newest'),
  Type.Literal('discount'),
]);
export type SearchSort = Static<typeof SearchSort>;

export const SearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(CategoryId),
    /** Several brands, joined with commas (a comma inside a name is percent-encoded twice). */
    brand: Type.Optional(Type.String({ maxLength: 500 })),
    seller: Type.Optional(Slug),
    /** Minor units, inclusive. */
    priceMin: Type.Optional(Type.Integer({ minimum: 0 })),
    priceMax: Type.Optional(Type.Integer({ minimum: 0 })),
    minRating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    inStock: Type.Optional(Type.Boolean()),
    sort: Type.Optional(SearchSort),
    facets: Type.Optional(Type.Boolean({ default: true })),
    limit: Type.Optional(PageLimit(60, 24)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type SearchQuery = Static<typeof SearchQuery>;

export const ProductCard = Type.Object({
  id: Uuid,
  slug: Slug,
  title: Type.String(),
  brand: nullable(Type.String()),
  categoryId: CategoryId,
  imageUrl: Type.String(),
  /** The winning offer: what "Add to cart" on the card buys. */
  offerId: Uuid,
  price: Money,
  listPrice: nullable(Money),
  sellerName: Type.String(),
  offerCount: Type.Integer(),
  variantCount: Type.Integer(),
  rating: Rating,
  inStock: Type.Boolean(),
  dispatchDays: Type.Integer(),
});
export type ProductCard = Static<typeof ProductCard>;

export const Facets = Type.Object({
  categories: Type.Array(Type.Object({ id: CategoryId, name: Type.String(), count: Type.Integer() })),
  brands: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
  /** Half-open ranges in minor units: min <= price < max; the last one has no max. */
  prices: Type.Array(
    Type.Object({ min: Type.Integer(), max: nullable(Type.Integer()), count: Type.Integer() }),
  ),
  ratings: Type.Array(Type.Object({ min: Type.Integer(), count: Type.Integer() })),
});
export type Facets = Static<typeof Facets>;

export const SearchResult = Type.Object({
  items: Type.Array(ProductCard),
  total: Type.Integer(),
  /** Absent on `facets=false` and on pages after the first. */
  facets: Type.Optional(Facets),
  nextCursor: nullable(Type.String()),
  /** The query that was answered, where the one asked had no hit and a spelling near it had. */
  correctedQuery: nullable(Type.String()),
});
export type SearchResult = Static<typeof SearchResult>;

export const SuggestionQuery = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
);
export const Suggestion = Type.Object({
  kind: Type.Union([Type.Literal('category'), Type.Literal('brand'), Type.Literal('product')]),
  text: Type.String(),
  /** Category id, brand name or product slug, by kind. */
  value: Type.String(),
});
export const SuggestionList = Type.Object({ suggestions: Type.Array(Suggestion) });
export type SuggestionList = Static<typeof SuggestionList>;
