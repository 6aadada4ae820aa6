import type { Quote } from '@haat/contracts/http/order.ts';
import { clsx } from 'clsx';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { choiceStyle } from '@/shared/ui/choice.ts';
import { Skeleton } from '@/shared/ui/states.tsx';
import type { CheckoutDraft } from '../draft.ts';

export function DeliveryChoice({
  quote,
  chosen,
  register,
  waiting,
}: {
  readonly quote: Quote | undefined;
  readonly chosen: CheckoutDraft['shipping'];
  readonly register: UseFormRegisterReturn;
  readonly waiting: boolean;
}) {
  const now = new Date();
  const options = quote?.shippingOptions ?? [
    { option: 'standard' as const, label: 'Standard', price: null, deliverBy: null },
    { option: 'express' as const, label: 'Express', price: null, deliverBy: null },
  ];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {options.map(({ option, label, price, deliverBy }) => (
        <label key={option} className={clsx(choiceStyle, 'min-h-20')}>
          <input type="radio" value={option} {...register} className="mt-1 size-4.5" />
          <span className="grid flex-1 gap-0.5">
            <span className="flex justify-between gap-3 font-semibold">
              {label}
              {price ? (
                <span className="figures">{price.amount === 0 ? 'Free' : formatMoney(price)}</span>
              ) : waiting ? (
                <Skeleton className="h-5 w-14" />
              ) : null}
            </span>
            <span className="text-sm text-muted">
              {deliverBy
                ? `Arrives by ${dayWords(deliverBy, now)}`
                : waiting
                  ? 'Working it out'
                  : option === chosen
                    ? 'Price and date after your address'
                    : 'Faster, for a little more'}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
