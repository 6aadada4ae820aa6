import type { OrderedLine, SellerOrderPart } from '@haat/contracts/http/order.ts';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { optionsText } from '@/shared/ui/options.ts';
import { Picture } from '@/shared/ui/picture.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';

const STEPS = [
  ['to_pack', 'Confirmed'],
  ['packed', 'Packed'],
  ['shipped', 'Shipped'],
  ['delivered', 'Delivered'],
] as const;

export function SellerPart({
  part,
  lineAction,
  children,
}: {
  readonly part: SellerOrderPart;
  readonly lineAction?: (line: OrderedLine, part: SellerOrderPart) => ReactNode;
  /** What can be done about the parcel, and what came of it. */
  readonly children?: ReactNode;
}) {
  return (
    <section aria-label={`Parcel from ${part.sellerName}`} className="card">
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-5 py-3.5">
        <h2 className="text-base tracking-normal">{part.sellerName}</h2>
        <StatusBadge status={part.status} buyer />
      </header>
      <div className="grid gap-5 p-5">
        {part.status === 'cancelled' || part.status === 'awaiting_payment' ? null : <Progress part={part} />}
        {part.tracking ? (
          <p className="text-sm">
            {part.tracking.carrier}, tracking number{' '}
            <strong className="figures select-all">{part.tracking.number}</strong>
          </p>
        ) : null}
        <ul className="grid gap-3.5">
          {part.lines.map((line) => (
            <li
              key={line.offerId}
              className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-3.5"
            >
              <Picture src={line.imageUrl} alt="" size={56} className="rounded-sm" />
              <div className="min-w-0 text-sm">
                <p className="line-clamp-2 font-semibold">{line.title}</p>
                <p className="figures text-muted">
                  {[optionsText(line.options), `${line.quantity} × ${formatMoney(line.unitPrice)}`]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                {line.cancelled > 0 ? (
                  <p className="font-semibold text-brick">
                    {line.cancelled === line.quantity ? 'Cancelled' : `${line.cancelled} cancelled`}
                  </p>
                ) : null}
              </div>
              <p
                className={clsx(
                  'figures font-semibold',
                  line.cancelled === line.quantity && 'text-muted line-through',
                )}
              >
                {formatMoney(line.lineTotal)}
              </p>
              {lineAction ? (
                <div className="col-span-2 col-start-2 empty:hidden">{lineAction(line, part)}</div>
              ) : null}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </section>
  );
}

function Progress({ part }: { readonly part: SellerOrderPart }) {
  const reached = STEPS.findIndex(([status]) => status === part.status);
  return (
    <div className="grid gap-3">
      <p className="text-lg font-semibold">
        {part.status === 'delivered' ? 'Delivered' : `Arrives by ${dayWords(part.deliverBy, new Date())}`}
      </p>
      <ol className="grid grid-cols-4">
        {STEPS.map(([status, word], index) => {
          const done = index < reached || part.status === 'delivered';
          const now = index === reached;
          return (
            <li
              key={status}
              aria-current={now ? 'step' : undefined}
              className="relative grid justify-items-center gap-1.5"
            >
              {index > 0 ? (
                <span
                  aria-hidden="true"
                  className={clsx(
                    'absolute top-3 right-[calc(50%+0.8rem)] left-[calc(-50%+0.8rem)] h-0.5 transition-colors duration-200',
                    index <= reached ? 'bg-leaf' : 'bg-line',
                  )}
                />
              ) : null}
              <span
                aria-hidden="true"
                className={clsx(
                  'relative grid size-6.5 place-items-center rounded-full border-2 transition-colors duration-200',
                  done || now ? 'border-leaf' : 'border-line',
                  done ? 'bg-leaf text-paper' : 'bg-paper',
                )}
              >
                {done ? (
                  <Check className="size-3.5" strokeWidth={3.5} />
                ) : now ? (
                  <span className="size-2.5 rounded-full bg-leaf" />
                ) : null}
              </span>
              <span className={clsx('text-xs sm:text-sm', now || done ? 'font-semibold' : 'text-muted')}>
                {word}
                {done ? <span className="sr-only"> (done)</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
