import type { ProductCard } from '@haat/contracts/http/search.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight, PackageCheck, ShieldCheck, Store as StoreIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { homeQuery } from '@/features/catalog/api/get-home.ts';
import { DuskScene } from '@/features/catalog/components/dusk-scene.tsx';
import { recentlyViewed } from '@/features/catalog/recently-viewed.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { ProductGrid, ProductGridSkeleton } from '@/shared/ui/product-card.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StoreCard } from '@/shared/ui/store-card.tsx';
import { addFromCard, heartOnCard } from './add-card.tsx';

export function HomePage() {
  useTitle('');
  const { data, error, refetch } = useQuery(homeQuery);
  const [viewed] = useState(recentlyViewed);
  return (
    <>
      <Hero />
      <div className="wrap-page grid grid-cols-[minmax(0,1fr)] gap-14 pt-10">
        {error && !data ? (
          <ErrorState error={error} title="The market did not load" onRetry={() => void refetch()} />
        ) : data && data.newest.length === 0 ? (
          <EmptyState
            title="The stalls are being set up"
            action={
              <Link to="/shops" className={buttonStyle()}>
                See the shops
              </Link>
            }
          >
            There is nothing for sale yet. Come back soon.
          </EmptyState>
        ) : (
          <>
            <Categories categories={data?.categories} />
            <Shelf
              title="Deals today"
              more={{ label: 'More deals', sort: 'discount' }}
              cards={data?.deals}
              eagerCount={4}
            />
            <Shelf
              title="Loved by buyers"
              more={{ label: 'Best rated', sort: 'rating' }}
              cards={data?.topRated}
            />
            {viewed.length > 0 ? <Shelf title="Recently viewed" cards={viewed.slice(0, 4)} /> : null}
            <Shelf
              title="New on the market"
              more={{ label: 'Newest first', sort: 'newest' }}
              cards={data?.newest}
            />
            {data && data.stores.length > 0 ? (
              <section aria-labelledby="home-shops">
                <SectionHead id="home-shops" title="Shops">
                  <Link to="/shops" className="link inline-flex min-h-11 items-center text-sm font-semibold">
                    All shops
                  </Link>
                </SectionHead>
                <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                  {data.stores.slice(0, 6).map((store) => (
                    <li key={store.id}>
                      <StoreCard store={store} />
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </div>
    </>
  );
}

function Hero() {
  return (
    <section className="relative overflow-hidden bg-ink text-white" aria-labelledby="hero">
      <div className="relative">
        <DuskScene className="absolute right-0 bottom-0 h-60 w-full md:h-full md:w-[72%]" />
        <div className="absolute inset-0 bg-linear-to-b from-ink from-45% via-ink/60 via-60% to-transparent to-75% md:bg-linear-to-r md:from-ink md:from-30% md:via-ink/75 md:via-42% md:to-58%" />
        <div className="wrap-page relative grid min-h-[29rem] content-start gap-5 pt-14 pb-36 md:min-h-[22rem] md:content-center md:py-16">
          <h1 id="hero" className="max-w-[13ch] text-3xl font-extrabold">
            One cart for the whole market
          </h1>
          <p className="max-w-[38ch] text-base text-white/90">
            Independent shops, side by side. Pay once, and follow each seller’s parcel to your door.
          </p>
          <Link to="/search" className={buttonStyle({ tone: 'buy', size: 'lg', className: 'w-fit' })}>
            Walk the stalls
            <ArrowRight aria-hidden="true" className="size-5" />
          </Link>
        </div>
      </div>
      <ul className="relative border-t border-white/10 bg-ink/85 text-sm text-white/90">
        <li className="wrap-page flex flex-wrap gap-x-10 gap-y-2 py-3.5">
          <Pledge icon={<StoreIcon aria-hidden="true" className="size-4 text-marigold" />}>
            Every seller’s price on one page
          </Pledge>
          <Pledge icon={<PackageCheck aria-hidden="true" className="size-4 text-marigold" />}>
            Free standard delivery from $35 a seller
          </Pledge>
          <Pledge icon={<ShieldCheck aria-hidden="true" className="size-4 text-marigold" />}>
            Your money back if a parcel cannot come
          </Pledge>
        </li>
      </ul>
    </section>
  );
}

const Pledge = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <span className="inline-flex items-center gap-2">
    {icon}
    {children}
  </span>
);

function SectionHead({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="mb-4 flex items-end justify-between gap-4">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </div>
  );
}

function Categories({ categories }: { readonly categories: readonly Tile[] | undefined }) {
  const top = categories?.filter((category) => category.parentId === null);
  return (
    <section aria-labelledby="home-categories">
      <SectionHead id="home-categories" title="What are you looking for?" />
      {top ? (
        <ul className="scroll-quiet -mx-4 flex gap-3 overflow-x-auto px-4 pb-1 md:mx-0 md:grid md:grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] md:px-0">
          {top.slice(0, 16).map((category) => (
            <li key={category.id} className="w-28 shrink-0 md:w-auto">
              <Link
                to="/c/$category"
                params={{ category: category.id }}
                className="group card block overflow-hidden text-center hover:border-line-strong"
              >
                <Picture src={category.symbolUrl} alt="" size={160} eager className="w-full" />
                <span className="line-clamp-2 flex min-h-13 items-center justify-center px-2 py-1.5 text-sm leading-tight font-semibold">
                  {category.name}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Loading what="categories" className="flex gap-3 overflow-hidden">
          {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
            <Skeleton key={key} className="h-46 w-28 shrink-0 md:w-36" />
          ))}
        </Loading>
      )}
    </section>
  );
}

interface Tile {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly symbolUrl: string;
}

function Shelf({
  title,
  more,
  cards,
  eagerCount = 0,
}: {
  readonly title: string;
  readonly more?: { readonly label: string; readonly sort: 'rating' | 'newest' | 'discount' };
  readonly cards: readonly ProductCard[] | undefined;
  readonly eagerCount?: number;
}) {
  const id = `shelf-${title.toLowerCase().replaceAll(' ', '-')}`;
  if (cards?.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id} title={title}>
        {more ? (
          <Link
            to="/search"
            search={{ sort: more.sort }}
            className="link inline-flex min-h-11 items-center text-sm font-semibold"
          >
            {more.label}
          </Link>
        ) : null}
      </SectionHead>
      {cards ? (
        <ProductGrid
          cards={cards.slice(0, 8)}
          action={addFromCard}
          corner={heartOnCard}
          eagerCount={eagerCount}
        />
      ) : (
        <ProductGridSkeleton count={4} />
      )}
    </section>
  );
}
