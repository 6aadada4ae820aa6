import { formatMoney } from '@/shared/lib/money.ts';
import type { QuoteChange } from '../quote-changes.ts';

export function PriceChanges({
  changes,
  total,
}: {
  readonly changes: readonly QuoteChange[];
  readonly total: string;
}) {
  return (
    <div role="alert" className="rounded-md bg-amber-wash p-4 text-sm text-amber-text">
      <p className="font-semibold">The price changed while you were here. Nothing was ordered yet.</p>
      <ul className="figures mt-2 grid gap-1">
        {changes.map(({ what, before, after }) => (
          <li key={what}>
            {what}: {before ? <s>{formatMoney(before)}</s> : 'new'}{' '}
            {after ? formatMoney(after) : 'no longer in the order'}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        The new total is <strong>{total}</strong>. Place the order again if that is fine.
      </p>
    </div>
  );
}
