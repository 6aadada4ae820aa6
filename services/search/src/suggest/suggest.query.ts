import type { SuggestionList } from '@haat/contracts/http/search.ts';
import { type Kysely, sql } from 'kysely';
import type { SearchTables } from '../db/tables.ts';

type Suggestion = SuggestionList['suggestions'][number];

const CATEGORIES = 3;
const BRANDS = 2;
const PRODUCTS = 5;

/** Categories and brands that hold the text, then products whose words begin with it. */
export async function suggest(query: Kysely<SearchTables>, text: string): Promise<Suggestion[]> {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, 6) ?? [];
  if (words.length === 0) return [];
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  const prefix = words.map((word) => `${word}:*`).join(' & ');
  const { rows } = await sql<Suggestion>`
    (select 'category' as kind, name as text, id as value from category_names
     where name ilike ${pattern} order by length(name), name limit ${CATEGORIES})
    union all
    (select 'brand', name, name from brand_names
     where name ilike ${pattern} order by length(name), name limit ${BRANDS})
    union all
    (select 'product', title, slug from (
       select title, slug, rating_count from documents
       where vector @@ to_tsquery('english', unaccent(${prefix})) limit 200
     ) found order by rating_count desc, length(title) limit ${PRODUCTS})
  `.execute(query);
  return rows;
}
