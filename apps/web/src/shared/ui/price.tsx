import type { Money } from '@haat/contracts/money.ts';
import { clsx } from 'clsx';
import { formatMoney, percentOff } from '@/shared/lib/money.ts';

export function Price({
  price,
  listPrice = null,
  size = 'md',
}: {
  readonly price: Money;
  readonly listPrice?: Money | null;
  readonly size?: 'md' | 'lg';
}) {
  const off = percentOff(price, listPrice);
  return (
    <p className="figures flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span className={clsx('font-bold', size === 'lg' ? 'text-2xl' : 'text-lg')}>{formatMoney(price)}</span>
      {listPrice && off ? (
        <>
          <s className={clsx('text-muted', size === 'lg' ? 'text-base' : 'text-sm')}>
            <span className="sr-only">was </span>
            {formatMoney(listPrice)}
          </s>
          <span className={clsx('font-semibold text-leaf', size === 'lg' ? 'text-base' : 'text-sm')}>
            {off}% off
          </span>
        </>
      ) : null}
    </p>
  );
}
