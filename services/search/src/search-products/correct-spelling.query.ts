import { type Kysely, sql } from 'kysely';
import type { SearchTables } from '../db/tables.ts';
import { titleWords } from '../domain/words.ts';

/** Below this, two words share too little to be a slip of each other. */
const SIMILARITY = 0.35;
const MAX_WORDS = 6;

/** @returns the query with unknown words replaced by the nearest known ones; null when nothing is near */
export async function correct(query: Kysely<SearchTables>, text: string): Promise<string | null> {
  const words = titleWords(text).slice(0, MAX_WORDS);
  if (words.length === 0) return null;
  const { rows } = await sql<{ asked: string; nearest: string | null }>`
    select asked, (
      select word from lexicon where word % asked and similarity(word, asked) >= ${SIMILARITY}
      order by word = asked desc, similarity(word, asked) desc, word limit 1
    ) as nearest
    from unnest(${words}::text[]) as asked
  `.execute(query);
  const nearest = new Map(rows.map((row) => [row.asked, row.nearest]));
  // A word that is near nothing is left out: the others may still find something.
  const corrected = words.flatMap((word) => nearest.get(word) ?? []).join(' ');
  return corrected === '' || corrected === text ? null : corrected;
}
