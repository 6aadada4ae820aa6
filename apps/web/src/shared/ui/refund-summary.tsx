import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import { formatMoney } from '@/shared/lib/money.ts';

/** What goes back, of what it is made up, and why. */
export function RefundSummary({ quote, label }: { readonly quote: RefundQuote; readonly label: string }) {
  const rows = [
    ['Items', formatMoney(quote.items)],
    ...(quote.discount.amount > 0 ? [['Discount', `−${formatMoney(quote.discount)}`]] : []),
    ...(quote.tax.amount > 0
      ? [[quote.taxIncluded ? 'Tax, held by the prices' : 'Tax', formatMoney(quote.tax)]]
      : []),
    ...(quote.shipping.amount > 0 ? [['Shipping', formatMoney(quote.shipping)]] : []),
  ] as [string, string][];
  return (
    <div className="grid gap-3 rounded-md border border-line bg-sunk p-4">
      <dl className="figures grid gap-1.5 text-sm">
        {quote.total.amount > 0
          ? rows.map(([name, amount]) => (
              <div key={name} className="flex justify-between gap-4">
                <dt className="text-muted">{name}</dt>
                <dd>{amount}</dd>
              </div>
            ))
          : null}
        <div className="flex justify-between gap-4 text-base font-bold">
          <dt>{label}</dt>
          <dd>{formatMoney(quote.total)}</dd>
        </div>
      </dl>
      {quote.explanation.length > 0 ? (
        <ul className="grid gap-1 text-sm text-muted">
          {quote.explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
