import type { ColumnType, Generated } from 'kysely';

export interface AnalyticsTables {
  daily_figures: {
    day: ColumnType<string, string, never>;
    scope: Scope;
    orders_placed: Generated<number>;
    orders_confirmed: Generated<number>;
    orders_cancelled: Generated<number>;
    revenue: Generated<number>;
    given_back: Generated<number>;
  };
}

/** Whose figures: the marketplace's, or one seller's. */
export type Scope = 'all' | `seller:${string}`;
