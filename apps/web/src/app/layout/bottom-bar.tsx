import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleUserRound, House, Package, Search, ShoppingBasket } from 'lucide-react';
import { cartQuery } from '@/features/cart/api/get-cart.ts';
import { useSession } from '@/shared/lib/session.ts';

const ITEM =
  'relative flex h-16 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium text-muted';
const ACTIVE = { className: 'text-text! font-bold! shadow-[inset_0_3px_0_var(--marigold)]' };

/** Within reach of the thumb. */
export function BottomBar() {
  const { data } = useQuery(cartQuery);
  const session = useSession();
  const count = data?.itemCount ?? 0;
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <Link to="/" className={ITEM} activeProps={ACTIVE} activeOptions={{ exact: true }}>
        <House aria-hidden="true" className="size-5" />
        Home
      </Link>
      <Link to="/search" className={ITEM} activeProps={ACTIVE}>
        <Search aria-hidden="true" className="size-5" />
        Search
      </Link>
      <Link to="/cart" className={ITEM} activeProps={ACTIVE}>
        <ShoppingBasket aria-hidden="true" className="size-5" />
        Cart
        {count > 0 ? (
          <span
            aria-hidden="true"
            className="figures absolute top-2 left-1/2 ml-1.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-marigold px-1 text-xs leading-none font-bold text-ink"
          >
            {count}
          </span>
        ) : null}
      </Link>
      {session.status === 'user' ? (
        <>
          <Link to="/orders" className={ITEM} activeProps={ACTIVE}>
            <Package aria-hidden="true" className="size-5" />
            Orders
          </Link>
          <Link to="/account" className={ITEM} activeProps={ACTIVE}>
            <CircleUserRound aria-hidden="true" className="size-5" />
            Account
          </Link>
        </>
      ) : (
        <Link to="/track" className={ITEM} activeProps={ACTIVE}>
          <Package aria-hidden="true" className="size-5" />
          Orders
        </Link>
      )}
    </nav>
  );
}
