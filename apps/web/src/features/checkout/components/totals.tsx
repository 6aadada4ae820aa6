import type { Totals as OrderTotals } from '@haat/contracts/http/order.ts';
import type { Money } from '@haat/contracts/money.ts';
import { formatMoney } from '@/shared/lib/money.ts';

/** Before an address is known only the items have a price; nothing is made up for the rest. */
export function Totals({
  totals,
  subtotal,
}: {
  readonly totals: OrderTotals | undefined;
  readonly subtotal: Money;
}) {
  const later = <span className="text-muted">after your address</span>;
  return (
    <dl className="figures grid gap-2 text-sm">
      <Row name="Items">{formatMoney(totals?.subtotal ?? subtotal)}</Row>
      <Row name="Delivery">
        {totals ? (totals.shipping.amount === 0 ? 'Free' : formatMoney(totals.shipping)) : later}
      </Row>
      <Row name="Tax">{totals ? formatMoney(totals.tax) : later}</Row>
      {totals && totals.discount.amount !== 0 ? (
        <Row name="Discount">−{formatMoney(totals.discount)}</Row>
      ) : null}
      <div className="mt-1 flex items-baseline justify-between border-t border-line pt-3 text-lg font-bold">
        <dt>{totals ? 'Total' : 'Total so far'}</dt>
        <dd>{formatMoney(totals?.total ?? subtotal)}</dd>
      </div>
    </dl>
  );
}

const Row = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className="flex justify-between gap-4">
    <dt className="text-muted">{name}</dt>
    <dd>{children}</dd>
  </div>
);
