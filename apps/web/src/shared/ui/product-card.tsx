import type { ProductCard as Card } from '@haat/contracts/http/search.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayWords, estimateArrival } from '@/shared/lib/dates.ts';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { RatingLine } from './rating.tsx';
import { Loading, Skeleton } from './states.tsx';

/** Quiet on purpose: picture, two lines of title, rating, price, promise. The whole card leads to the product. */
function ProductCard({
  card,
  action,
  corner,
  eager = false,
}: {
  readonly card: Card;
  readonly action?: ReactNode;
  readonly corner?: ReactNode;
  readonly eager?: boolean;
}) {
  const now = new Date();
  return (
    <article className="card group relative flex h-full flex-col overflow-hidden transition-colors duration-150 hover:border-line-strong">
      <Picture src={card.imageUrl} alt="" eager={eager} className="w-full border-b border-line" />
      <div className="flex flex-1 flex-col gap-1.5 p-3 sm:p-4">
        <h3 className="line-clamp-2 min-h-[2.9em] text-wrap text-sm leading-[1.45] font-semibold tracking-normal">
          <Link
            to="/p/$slug"
            params={{ slug: card.slug }}
            className="group-hover:text-indigo after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-indigo"
          >
            {card.title}
          </Link>
        </h3>
        <RatingLine rating={card.rating} />
        <Price price={card.price} listPrice={card.listPrice} />
        <p className="text-xs text-muted">
          {card.inStock ? (
            <>Arrives {dayWords(estimateArrival(card.dispatchDays, now), now)}</>
          ) : (
            <span className="font-semibold text-brick">Sold out</span>
          )}
          {card.offerCount > 1 ? (
            <>
              {' · '}
              <span className="whitespace-nowrap">{card.offerCount} offers</span>
            </>
          ) : null}
        </p>
        <p className="truncate text-xs text-muted">Sold by {card.sellerName}</p>
        {action ? <div className="relative z-10 mt-auto pt-2">{action}</div> : null}
      </div>
      {corner ? <div className="absolute top-2 right-2 z-10">{corner}</div> : null}
    </article>
  );
}

const GRID = 'grid grid-cols-2 gap-3 sm:gap-4 md:grid-cols-3 lg:grid-cols-4';

export function ProductGrid({
  cards,
  action,
  corner,
  columns = GRID,
  eagerCount = 0,
}: {
  readonly cards: readonly Card[];
  readonly action?: (card: Card) => ReactNode;
  readonly corner?: (card: Card) => ReactNode;
  readonly columns?: string;
  readonly eagerCount?: number;
}) {
  return (
    <ul className={columns}>
      {cards.map((card, index) => (
        <li key={card.id}>
          <ProductCard
            card={card}
            action={action?.(card)}
            corner={corner?.(card)}
            eager={index < eagerCount}
          />
        </li>
      ))}
    </ul>
  );
}

export function ProductGridSkeleton({
  count = 8,
  columns = GRID,
}: {
  readonly count?: number;
  readonly columns?: string;
}) {
  return (
    <Loading what="products" className={columns}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="card overflow-hidden">
          <Skeleton className="aspect-square rounded-none" />
          <div className="grid gap-2 p-4">
            <Skeleton className="h-4" />
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-6 w-1/3" />
            <Skeleton className="h-10" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
