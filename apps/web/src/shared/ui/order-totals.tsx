import type { Totals } from '@haat/contracts/http/order.ts';
import type { Money } from '@haat/contracts/money.ts';
import { formatMoney } from '@/shared/lib/money.ts';

export function OrderTotals({
  totals,
  givenBack,
}: {
  readonly totals: Totals;
  /** Of what was paid, for what was cancelled or came back. */
  readonly givenBack?: Money;
}) {
  const rows = [
    ['Items', totals.subtotal],
    ['Delivery', totals.shipping],
    ['Tax', totals.tax],
    ['Discount', totals.discount],
  ] as const;
  return (
    <dl className="figures grid gap-1.5 text-sm">
      {rows
        .filter(([name, money]) => name !== 'Discount' || money.amount !== 0)
        .map(([name, money]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd>{name === 'Delivery' && money.amount === 0 ? 'Free' : formatMoney(money)}</dd>
          </div>
        ))}
      <div className="mt-1 flex justify-between border-t border-line pt-2.5 text-base font-bold">
        <dt>Total</dt>
        <dd>{formatMoney(totals.total)}</dd>
      </div>
      {givenBack && givenBack.amount > 0 ? (
        <div className="flex justify-between font-semibold text-leaf">
          <dt>Given back</dt>
          <dd>−{formatMoney(givenBack)}</dd>
        </div>
      ) : null}
    </dl>
  );
}
