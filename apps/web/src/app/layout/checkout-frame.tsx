import { Link } from '@tanstack/react-router';
import { ArrowLeft, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';
import { Main, OfflineNote, SkipLink } from './storefront.tsx';

/** Nothing here leads away from buying but the way back. */
export function CheckoutFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col pb-20 lg:pb-10">
      <SkipLink />
      <header className="relative bg-ink text-white">
        <div className="wrap-page flex items-center justify-between gap-4 py-2.5">
          <Logo />
          <p className="flex items-center gap-2 text-sm whitespace-nowrap text-white/80 max-sm:hidden">
            <LockKeyhole aria-hidden="true" className="size-4" />
            Secure checkout
          </p>
          <Link
            to="/cart"
            className="inline-flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-semibold whitespace-nowrap hover:bg-white/10"
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            Back to cart
          </Link>
        </div>
        <div
          aria-hidden="true"
          className="awning pointer-events-none absolute inset-x-0 top-full z-10 -mt-px [--awning-b:#39407c]"
        />
      </header>
      <OfflineNote />
      <Main className="wrap-page pt-9">{children}</Main>
    </div>
  );
}
