import type { Availability } from '@haat/contracts/http/catalog.ts';
import type { OfferId } from '@haat/contracts/ids.ts';

export interface StockLine {
  readonly offerId: OfferId;
  readonly quantity: number;
}

/** What a buyer sees of a number of units. */
export function availabilityOf(available: number, lowStockAt: number): Availability {
  if (available <= 0) return 'out_of_stock';
  return available <= lowStockAt ? 'low_stock' : 'in_stock';
}

/** One line an offer, quantities added up, in the order in which rows are locked everywhere. */
export function mergeLines(lines: readonly { offerId: string; quantity: number }[]): StockLine[] {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.offerId, (sums.get(line.offerId) ?? 0) + line.quantity);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([offerId, quantity]) => ({ offerId: offerId as OfferId, quantity }));
}
