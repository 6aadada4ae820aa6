import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { cartQuery } from '@/features/cart/api/get-cart.ts';
import { blocksCheckout } from '@/features/cart/cart-change.ts';
import { CartLines } from '@/features/cart/components/cart-lines.tsx';
import { recentlyViewed } from '@/features/catalog/recently-viewed.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { ProductGrid } from '@/shared/ui/product-card.tsx';
import { EmptyState, ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { heartOnCard } from './add-card.tsx';

export function CartPage() {
  useTitle('Cart');
  const { data: cart, error, refetch } = useQuery(cartQuery);
  const [viewed] = useState(recentlyViewed);
  if (error && !cart) {
    return (
      <div className="wrap-page pt-10">
        <ErrorState error={error} title="Your cart did not load" onRetry={() => void refetch()} />
      </div>
    );
  }
  const blocked = cart?.items.some(blocksCheckout) ?? false;
  return (
    <div className="wrap-page grid gap-6 pt-9">
      <h1 className="text-2xl">Cart</h1>
      {!cart ? (
        <Loading what="your cart" className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <Skeleton className="h-72" />
          <Skeleton className="h-52" />
        </Loading>
      ) : cart.items.length === 0 ? (
        <>
          <EmptyState
            title="Your cart is empty"
            action={
              <Link to="/search" className={buttonStyle({ tone: 'buy' })}>
                Walk the stalls
              </Link>
            }
          >
            What you add is kept here, also when you come back later.
          </EmptyState>
          {viewed.length > 0 ? (
            <section aria-labelledby="viewed" className="grid gap-4">
              <h2 id="viewed" className="text-xl">
                Recently viewed
              </h2>
              <ProductGrid cards={viewed.slice(0, 4)} corner={heartOnCard} />
            </section>
          ) : null}
        </>
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <CartLines cart={cart} />
          <section aria-labelledby="summary" className="card sticky top-36 grid gap-4 p-5">
            <h2 id="summary" className="text-lg">
              Order summary
            </h2>
            <dl className="figures grid gap-2 text-sm">
              <div className="flex justify-between">
                <dt className="text-muted">Items ({cart.itemCount})</dt>
                <dd>{formatMoney(cart.subtotal)}</dd>
              </div>
              <div className="flex justify-between gap-4">
                <dt className="text-muted">Delivery and tax</dt>
                <dd className="text-right text-muted">shown before you pay</dd>
              </div>
              <div className="mt-1 flex justify-between border-t border-line pt-3 text-lg font-bold">
                <dt>Subtotal</dt>
                <dd>{formatMoney(cart.subtotal)}</dd>
              </div>
            </dl>
            {blocked ? (
              <>
                <Note tone="warn">Remove what cannot be bought any more, then check out.</Note>
                <Button tone="buy" wide disabled>
                  Checkout
                </Button>
              </>
            ) : (
              <Link to="/checkout" className={buttonStyle({ tone: 'buy', wide: true })}>
                <LockKeyhole aria-hidden="true" className="size-4" />
                Checkout
              </Link>
            )}
            <p className="text-center text-sm text-muted">No account needed</p>
          </section>
        </div>
      )}
    </div>
  );
}
