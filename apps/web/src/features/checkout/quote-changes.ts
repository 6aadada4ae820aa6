import type { Quote } from '@haat/contracts/http/order.ts';
import type { Money } from '@haat/contracts/money.ts';

export interface QuoteChange {
  readonly what: string;
  readonly before: Money | null;
  readonly after: Money | null;
}

/** What differs between the price that was shown and today's: items first, then shipping and tax. */
export function quoteChanges(before: Quote, after: Quote): QuoteChange[] {
  const linesOf = (quote: Quote) =>
    new Map(quote.sellers.flatMap((seller) => seller.lines).map((line) => [line.offerId, line]));
  const old = linesOf(before);
  const now = linesOf(after);
  const changes: QuoteChange[] = [];
  for (const [offerId, line] of old) {
    const next = now.get(offerId);
    if (next?.lineTotal.amount === line.lineTotal.amount) continue;
    changes.push({ what: line.title, before: line.lineTotal, after: next?.lineTotal ?? null });
  }
  for (const [offerId, line] of now) {
    if (!old.has(offerId)) changes.push({ what: line.title, before: null, after: line.lineTotal });
  }
  for (const [name, what] of [
    ['shipping', 'Delivery'],
    ['tax', 'Tax'],
  ] as const) {
    if (before.totals[name].amount === after.totals[name].amount) continue;
    changes.push({ what, before: before.totals[name], after: after.totals[name] });
  }
  return changes;
}
