import type { ProductCard } from '@haat/contracts/http/search.ts';
import type { Wish } from '@haat/contracts/http/wishlist.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { HeartOff, TrendingDown, TrendingUp } from 'lucide-react';
import { useChangeWish } from '@/features/wishlist/api/change-wish.ts';
import { wishesQuery } from '@/features/wishlist/api/list-wishes.ts';
import { priceChange } from '@/features/wishlist/price-change.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { ProductGrid, ProductGridSkeleton } from '@/shared/ui/product-card.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { AccountFrame } from '../layout/account-frame.tsx';
import { addFromCard, heartOnCard } from './add-card.tsx';

export function WishlistPage() {
  useTitle('Wishlist');
  return <AccountFrame title="Wishlist">{() => <Wishes />}</AccountFrame>;
}

function Wishes() {
  const query = useInfiniteQuery(wishesQuery);
  return (
    <PagedList
      query={query}
      what="your wishlist"
      placeholder={{ drawn: <ProductGridSkeleton count={4} /> }}
      more="Show more"
      empty={
        <EmptyState
          title="Nothing saved yet"
          action={
            <Link to="/search" className={buttonStyle({ tone: 'buy' })}>
              Walk the stalls
            </Link>
          }
        >
          Press the heart on a product and it waits for you here. We tell you when its price has changed.
        </EmptyState>
      }
    >
      {(wishes) => <Wished wishes={wishes} />}
    </PagedList>
  );
}

function Wished({ wishes }: { readonly wishes: readonly Wish[] }) {
  const byProduct = new Map(wishes.map((wish) => [wish.productId, wish]));
  const gone = wishes.filter((wish) => wish.product === null);
  return (
    <>
      <ProductGrid
        cards={wishes.flatMap((wish) => wish.product ?? [])}
        action={(card) => <Action card={card} wish={byProduct.get(card.id)} />}
        corner={heartOnCard}
        eagerCount={4}
      />
      {gone.length > 0 ? <Gone wishes={gone} /> : null}
    </>
  );
}

function Action({ card, wish }: { readonly card: ProductCard; readonly wish: Wish | undefined }) {
  const change = wish && priceChange(wish);
  return (
    <div className="grid gap-2">
      {change ? (
        <p
          className={clsx(
            'flex items-start gap-1.5 text-xs font-semibold',
            change.cheaper ? 'text-leaf' : 'text-muted',
          )}
        >
          {change.cheaper ? (
            <TrendingDown aria-hidden="true" className="size-4 shrink-0" />
          ) : (
            <TrendingUp aria-hidden="true" className="size-4 shrink-0" />
          )}
          {change.words}
        </p>
      ) : null}
      {addFromCard(card)}
    </div>
  );
}

function Gone({ wishes }: { readonly wishes: readonly Wish[] }) {
  const change = useChangeWish();
  return (
    <section aria-labelledby="gone" className="grid gap-3">
      <h2 id="gone" className="text-lg">
        Not for sale any more
      </h2>
      <ul className="card divide-y divide-line">
        {wishes.map((wish) => (
          <li key={wish.productId} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
            <HeartOff aria-hidden="true" className="size-5 text-muted" />
            <p className="min-w-40 flex-1 text-sm text-muted">
              A product that you saved on {formatDate(wish.savedAt)}
            </p>
            <Button
              size="sm"
              tone="ghost"
              busy={change.isPending}
              onClick={() => change.mutate({ productId: wish.productId, wished: false })}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
