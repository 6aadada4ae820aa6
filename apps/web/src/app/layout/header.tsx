import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShoppingBasket } from 'lucide-react';
import { cartQuery } from '@/features/cart/api/get-cart.ts';
import { categoriesQuery } from '@/features/catalog/api/list-categories.ts';
import { AccountMenu } from './account-menu.tsx';
import { Logo } from './logo.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export function Header() {
  return (
    <header className="sticky top-0 z-30 bg-ink text-white">
      <div className="wrap-page flex items-center gap-x-2 gap-y-2 py-2 max-md:flex-wrap md:gap-x-5 md:py-2.5">
        <Logo />
        <div className="max-md:order-last max-md:basis-full md:mx-auto md:max-w-2xl md:flex-1">
          <SearchBox />
        </div>
        <div className="ml-auto flex items-center md:ml-0 md:gap-1">
          <ThemeToggle className="hover:bg-white/10" />
          <AccountMenu />
          <CartLink />
        </div>
      </div>
      <CategoryStrip />
      <div
        aria-hidden="true"
        className="awning pointer-events-none absolute inset-x-0 top-full -mt-px [--awning-b:#39407c]"
      />
    </header>
  );
}

function CartLink() {
  const { data } = useQuery(cartQuery);
  const count = data?.itemCount ?? 0;
  return (
    <Link
      to="/cart"
      aria-label={`Cart, ${count} ${count === 1 ? 'item' : 'items'}`}
      className="relative flex min-h-11 items-center gap-2 rounded-md px-3 font-semibold hover:bg-white/10"
    >
      <span className="relative">
        <ShoppingBasket aria-hidden="true" className="size-6" />
        {count > 0 ? (
          <span
            data-count={count}
            className="figures absolute -top-2 -right-2.5 grid h-5 min-w-5 place-items-center rounded-full bg-marigold px-1 text-xs font-bold text-ink after:content-[attr(data-count)]"
          />
        ) : null}
      </span>
      <span className="pl-1 text-sm max-lg:hidden">Cart</span>
    </Link>
  );
}

/** Its height is kept while the names load: nothing below may jump. */
function CategoryStrip() {
  const { data } = useQuery(categoriesQuery);
  const top = data?.filter((category) => category.parentId === null) ?? [];
  return (
    <nav aria-label="Categories" className="h-11 border-t border-white/10 bg-[#23284c] max-md:hidden">
      <ul className="wrap-page scroll-quiet flex h-full items-stretch gap-1 overflow-x-auto text-sm">
        {top.map((category) => (
          <li key={category.id} className="flex shrink-0">
            <Link
              to="/c/$category"
              params={{ category: category.id }}
              className="flex items-center rounded-sm px-3 text-white/85 hover:bg-white/10 hover:text-white focus-visible:-outline-offset-3"
              activeProps={{ className: 'font-semibold text-white! shadow-[inset_0_-3px_0_var(--marigold)]' }}
            >
              {category.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
