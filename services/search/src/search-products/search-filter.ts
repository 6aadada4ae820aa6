import type { SearchQuery, SearchSort } from '@haat/contracts/http/search.ts';
import { type RawBuilder, sql } from 'kysely';

/** A search in its normal form: what means the same has one cache key. */
export interface SearchFilter {
  readonly text: string;
  readonly category: string | null;
  readonly brands: readonly string[];
  readonly seller: string | null;
  readonly priceMin: number | null;
  readonly priceMax: number | null;
  readonly minRating: number | null;
  readonly inStock: boolean;
  readonly sort: SearchSort;
  readonly facets: boolean;
  readonly limit: number;
  readonly cursor: string | null;
}

export function normalize(query: SearchQuery): SearchFilter {
  const text = (query.q ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  return {
    text,
    category: query.category ?? null,
    brands: [...new Set((query.brand ?? '').split(',').map(decode).filter(Boolean))].sort(),
    seller: query.seller ?? null,
    priceMin: query.priceMin ?? null,
    priceMax: query.priceMax ?? null,
    minRating: query.minRating ?? null,
    inStock: query.inStock ?? false,
    sort: query.sort ?? 'relevance',
    facets: (query.facets ?? true) && query.cursor === undefined,
    limit: query.limit ?? 24,
    cursor: query.cursor ?? null,
  };
}

function decode(brand: string): string {
  try {
    return decodeURIComponent(brand).trim();
  } catch {
    // A lone percent sign is part of the name.
    return brand.trim();
  }
}

/** The words that are searched for, as a table expression: read once, and not again for each hit. */
export const askedWords = ({ text }: SearchFilter): RawBuilder<unknown> =>
  sql`asked as materialized (select websearch_to_tsquery('english', unaccent(${text})) as words)`;
export const ASKED = sql`(select words from asked)`;

/** Conditions that no facet is counted without: they go through an index where there is one. */
export function baseCondition(filter: SearchFilter): RawBuilder<unknown> {
  const conditions = [
    ...(filter.text ? [sql`vector @@ ${ASKED}`] : []),
    ...(filter.category ? [sql`categories @> array[${filter.category}]::text[]`] : []),
    ...(filter.seller ? [sql`sellers @> array[${filter.seller}]::text[]`] : []),
    ...(filter.minRating ? [sql`rating_average >= ${filter.minRating}`] : []),
    ...(filter.inStock ? [sql`in_stock`] : []),
  ];
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

export const brandCondition = (filter: SearchFilter): RawBuilder<boolean> =>
  filter.brands.length > 0 ? sql`coalesce(brand = any(${[...filter.brands]}::text[]), false)` : sql`true`;

export function priceCondition({ priceMin, priceMax }: SearchFilter): RawBuilder<boolean> {
  const conditions = [
    ...(priceMin === null ? [] : [sql`price >= ${priceMin}`]),
    ...(priceMax === null ? [] : [sql`price <= ${priceMax}`]),
  ];
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;
}
