import { type CursorValue, readCursor } from '@haat/platform/db/cursor.ts';
import { type RawBuilder, sql } from 'kysely';
import { ASKED, type SearchFilter } from './search-filter.ts';

/** The values that a page is sorted by, all compared in one direction, and what starts after a cursor. */
export interface SearchOrder {
  /** Sort value as SQL, without the product's id, which ends every ties. */
  readonly value: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
  /** @param value the sort value, or the column that holds it */
  readonly after: (value: RawBuilder<unknown>) => RawBuilder<unknown>;
}

export function orderOf(filter: SearchFilter): SearchOrder {
  const [value, direction, type] = sortOf(filter);
  const cursor = filter.cursor ? readCursor(filter.cursor, [CURSOR_VALUES[type], 'uuid']) : undefined;
  const comparison = direction === 'asc' ? sql`>` : sql`<`;
  return {
    value,
    direction,
    after: (of) =>
      cursor
        ? sql`(${of}, product_id) ${comparison} (${cursor[0]}::${sql.raw(type)}, ${cursor[1]}::uuid)`
        : sql`true`,
  };
}

const CURSOR_VALUES = {
  bigint: 'integer',
  'double precision': 'number',
  timestamptz: 'instant',
} as const satisfies Record<string, CursorValue>;

function sortOf({
  sort,
  text,
}: SearchFilter): [RawBuilder<unknown>, 'asc' | 'desc', keyof typeof CURSOR_VALUES] {
  switch (sort) {
    case 'price-asc':
      return [sql`price`, 'asc', 'bigint'];
    case 'price-desc':
      return [sql`price`, 'desc', 'bigint'];
    case 'rating':
      // A single five-star review is not better than a hundred of 4.8: averages are drawn to 3.5 by ten votes.
      return [
        sql`((rating_average * rating_count + 35) / (rating_count + 10))::double precision`,
        'desc',
        'double precision',
      ];
    case 'discount':
      return [
        sql`(case when list_price > price then (list_price - price)::double precision / list_price else 0 end)`,
        'desc',
        'double precision',
      ];
    case 'newest':
      return [sql`listed_at`, 'desc', 'timestamptz'];
    case 'relevance':
      return text
        ? [
            // Words that stand close count more here, too; ts_rank_cd clears 32 KB for each of them in each hit.
            sql`(ts_rank(vector, ${ASKED}, 1)::double precision
              * case when in_stock then 1 else 0.4::double precision end * (1 + ln(1 + rating_count) / 20))`,
            'desc',
            'double precision',
          ]
        : [sql`(case when in_stock then 1000000 else 0 end + rating_count)::bigint`, 'desc', 'bigint'];
  }
}
