import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';

export const DailyFigure = Type.Object({
  /** YYYY-MM-DD, UTC. */
  day: Type.String(),
  ordersPlaced: Type.Integer(),
  ordersConfirmed: Type.Integer(),
  ordersCancelled: Type.Integer(),
  revenue: Money,
  /** What went back to buyers; it is not taken off the revenue. */
  givenBack: Money,
});
export type DailyFigure = Static<typeof DailyFigure>;

/** The last `days.length` days, today included, oldest first; days without orders are zero. */
export const Overview = Type.Object({
  revenue: Money,
  givenBack: Money,
  ordersPlaced: Type.Integer(),
  ordersConfirmed: Type.Integer(),
  ordersCancelled: Type.Integer(),
  averageOrder: Money,
  days: Type.Array(DailyFigure),
});
export type Overview = Static<typeof Overview>;
export const OverviewQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 30 })) },
  { additionalProperties: false },
);
