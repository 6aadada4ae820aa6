import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '@/shared/lib/session.ts';

const LINK = 'inline-flex min-h-11 items-center text-white/80 hover:text-white hover:underline md:min-h-9';

export function Footer() {
  const session = useSession();
  const roles = session.status === 'user' ? session.user.roles : [];
  return (
    <footer className="relative mt-20 bg-ink text-white">
      <div
        aria-hidden="true"
        className="awning absolute inset-x-0 bottom-full -mb-px rotate-180 [--awning-b:#39407c]"
      />
      <div className="wrap-page grid gap-8 py-10 text-sm sm:grid-cols-2 lg:grid-cols-4">
        <div className="grid content-start gap-2">
          <p className="text-xl leading-none font-extrabold tracking-[-0.04em]">haat</p>
          <p className="max-w-60 text-white/75">
            An open market: independent shops side by side, one cart, one checkout.
          </p>
        </div>
        <Column title="Shopping">
          <Link to="/search" className={LINK}>
            All products
          </Link>
          <Link to="/shops" className={LINK}>
            Shops
          </Link>
          <Link to="/track" className={LINK}>
            Track an order
          </Link>
        </Column>
        <Column title="Policies">
          {(['shipping', 'returns', 'privacy', 'terms'] as const).map((hash) => (
            <Link key={hash} to="/policies" hash={hash} className={`${LINK} capitalize`}>
              {hash}
            </Link>
          ))}
        </Column>
        <Column title="Selling">
          <Link to="/policies" hash="selling" className={LINK}>
            Open a stall
          </Link>
          {roles.includes('seller') ? (
            <Link to="/seller" className={LINK}>
              Seller portal
            </Link>
          ) : null}
          {roles.includes('admin') ? (
            <Link to="/admin" className={LINK}>
              Admin console
            </Link>
          ) : null}
        </Column>
      </div>
    </footer>
  );
}

function Column({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={title} className="grid content-start justify-items-start">
      <p className="mb-1 font-semibold">{title}</p>
      {children}
    </nav>
  );
}
