import type { Facets, ProductCard, SearchResult } from '@haat/contracts/http/search.ts';
import { money } from '@haat/contracts/money.ts';
import { writeCursor } from '@haat/platform/db/cursor.ts';
import { type Kysely, sql } from 'kysely';
import type { SearchTables } from '../db/tables.ts';
import { correct } from './correct-spelling.query.ts';
import {
  askedWords,
  baseCondition,
  brandCondition,
  priceCondition,
  type SearchFilter,
} from './search-filter.ts';
import { orderOf, type SearchOrder } from './search-order.ts';

/** Bounds of the price facet in minor units. */
const PRICE_BOUNDS = [0, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000];
const BRANDS = 20;
const RATINGS = [4, 3, 2, 1];

interface CardRow {
  product_id: string;
  slug: string;
  title: string;
  brand: string | null;
  category_id: string;
  image_url: string;
  offer_id: string;
  price: number;
  list_price: number | null;
  currency: string;
  seller_name: string;
  offer_count: number;
  variant_count: number;
  rating_average: number;
  rating_count: number;
  in_stock: boolean;
  dispatch_days: number;
  sort_value: number | string;
}
interface ResultRow {
  cards: CardRow[] | null;
  total: number;
  categories: Facets['categories'] | null;
  brands: Facets['brands'] | null;
  prices: { bucket: number; count: number }[] | null;
  ratings: number[] | null;
}

/** A page of cards with counts; where nothing matches, once more with the spelling mended. */
export async function searchProducts(
  query: Kysely<SearchTables>,
  filter: SearchFilter,
): Promise<SearchResult> {
  const result = await runSearch(query, filter);
  if (result.total > 0 || filter.text === '' || filter.cursor !== null) return result;
  const corrected = await correct(query, filter.text);
  if (corrected === null) return result;
  const second = await runSearch(query, { ...filter, text: corrected });
  return second.total > 0 ? { ...second, correctedQuery: corrected } : result;
}

/**
 * Counts and facets of more are taken from this many: nobody reads the difference, and a shelf of a million costs no more
 * than one of twenty thousand.
 */
const COUNTED = 20_000;

/** One statement for the page, its total and its facets. */
async function runSearch(query: Kysely<SearchTables>, filter: SearchFilter): Promise<SearchResult> {
  const order = orderOf(filter);
  const direction = sql.raw(order.direction);
  const { rows } = await sql<ResultRow>`
    with ${filter.text ? rankedPage(filter, order) : orderedPage(filter, order)}
    ${filter.facets ? countedHits(filter) : sql``}
    select (
      select json_agg(card order by sort_value ${direction}, product_id ${direction})
      from (
        select product_id, slug, title, brand, categories[cardinality(categories)] as category_id, image_url, offer_id,
               price, list_price, currency, seller_name, offer_count, variant_count, rating_average, rating_count,
               in_stock, dispatch_days, sort_value
        from page join documents using (product_id)
      ) card
    ) as cards,
    ${filter.facets ? FACET_COLUMNS : sql`(select count(*) from matches) as total`}
  `.execute(query);
  const row = rows[0];
  if (!row) throw new Error('a search without a result row');
  return toResult(row, filter);
}

/** By relevance to words: every hit must be ranked, so the page is cut from the hits. */
function rankedPage(filter: SearchFilter, order: SearchOrder) {
  const direction = sql.raw(order.direction);
  return sql`${askedWords(filter)}, hits as materialized (
      select product_id, brand, price, categories, rating_average, ${order.value} as sort_value,
             ${brandCondition(filter)} as brand_matches, ${priceCondition(filter)} as price_matches
      from documents where ${baseCondition(filter)}
    ), matches as (
      select * from hits where brand_matches and price_matches
    ), page as (
      select product_id, sort_value from matches where ${order.after(sql`sort_value`)}
      order by sort_value ${direction}, product_id ${direction} limit ${filter.limit + 1}
    )`;
}

/** In an order that an index holds: the page is read off it, and only so many rows are counted. */
function orderedPage(filter: SearchFilter, order: SearchOrder) {
  const direction = sql.raw(order.direction);
  return sql`hits as materialized (
      select product_id, brand, price, categories, rating_average,
             ${brandCondition(filter)} as brand_matches, ${priceCondition(filter)} as price_matches
      from documents where ${baseCondition(filter)} limit ${COUNTED}
    ), matches as (
      select * from hits where brand_matches and price_matches
    ), page as (
      select product_id, ${order.value} as sort_value from documents
      where ${baseCondition(filter)} and ${brandCondition(filter)} and ${priceCondition(filter)}
        and ${order.after(order.value)}
      order by ${order.value} ${direction}, product_id ${direction} limit ${filter.limit + 1}
    )`;
}

/**
 * Every count in one reading of the hits, by what is counted: a category, a brand, a range of prices, or all. Each facet
 * ignores its own filter: ticking one brand must not hide the others.
 */
function countedHits(filter: SearchFilter) {
  const level = filter.category ? sql`array_position(categories, ${filter.category}) + 1` : sql`1`;
  return sql`, counted as (
      select grouping(category, brand, bucket) as facet, category, brand, bucket,
             count(*) filter (where brand_matches and price_matches) as matching,
             count(*) filter (where price_matches) as of_any_brand,
             count(*) filter (where brand_matches) as at_any_price,
             json_build_array(${sql.join(
               RATINGS.map(
                 (stars) =>
                   sql`count(*) filter (where brand_matches and price_matches and rating_average >= ${sql.lit(stars)})`,
               ),
             )}) as ratings
      from (
        select categories[${level}] as category, brand, width_bucket(price, ${PRICE_BOUNDS}::bigint[]) as bucket,
               brand_matches, price_matches, rating_average
        from hits
      ) hit
      group by grouping sets ((category), (brand), (bucket), ())
    )`;
}

/** What grouping() says of each: a bit for every column that a row is not counted by. */
const BY = { category: sql.lit(0b011), brand: sql.lit(0b101), price: sql.lit(0b110), all: sql.lit(0b111) };

const FACET_COLUMNS = sql`
    (select matching from counted where facet = ${BY.all}) as total,
    (select ratings from counted where facet = ${BY.all}) as ratings,
    (select json_agg(json_build_object('id', category, 'name', name, 'count', matching) order by matching desc, category)
     from counted join category_names on id = category
     where facet = ${BY.category} and matching > 0) as categories,
    (select json_agg(json_build_object('value', brand, 'count', of_any_brand) order by of_any_brand desc, brand)
     from (
       select brand, of_any_brand from counted
       where facet = ${BY.brand} and brand is not null and of_any_brand > 0
       order by of_any_brand desc, brand limit ${sql.lit(BRANDS)}
     ) most) as brands,
    (select json_agg(json_build_object('bucket', bucket, 'count', at_any_price))
     from counted where facet = ${BY.price} and at_any_price > 0) as prices`;

function toResult(row: ResultRow, filter: SearchFilter): SearchResult {
  const cards = row.cards ?? [];
  const shown = cards.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toCard),
    total: Number(row.total),
    ...(filter.facets ? { facets: toFacets(row) } : {}),
    nextCursor: cards.length > filter.limit && last ? writeCursor([last.sort_value, last.product_id]) : null,
    correctedQuery: null,
  };
}

function toFacets(row: ResultRow): Facets {
  const counts = new Map((row.prices ?? []).map(({ bucket, count }) => [bucket, count]));
  return {
    categories: row.categories ?? [],
    brands: row.brands ?? [],
    prices: PRICE_BOUNDS.map((min, index) => ({
      min,
      max: PRICE_BOUNDS[index + 1] ?? null,
      count: counts.get(index + 1) ?? 0,
    })).filter((range) => range.count > 0),
    ratings: RATINGS.map((min, index) => ({ min, count: row.ratings?.[index] ?? 0 })),
  };
}

const toCard = (row: CardRow): ProductCard => ({
  id: row.product_id,
  slug: row.slug,
  title: row.title,
  brand: row.brand,
  categoryId: row.category_id,
  imageUrl: row.image_url,
  offerId: row.offer_id,
  price: money(row.price, row.currency),
  listPrice: row.list_price === null ? null : money(row.list_price, row.currency),
  sellerName: row.seller_name,
  offerCount: row.offer_count,
  variantCount: row.variant_count,
  rating: { average: Math.round(row.rating_average * 100) / 100, count: row.rating_count },
  inStock: row.in_stock,
  dispatchDays: row.dispatch_days,
});
