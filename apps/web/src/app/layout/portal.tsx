import type { User } from '@haat/contracts/http/auth.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import {
  Boxes,
  ChartNoAxesColumn,
  Command,
  FileUp,
  Flag,
  MessageSquareText,
  PackageOpen,
  ReceiptText,
  ScrollText,
  Settings,
  Store,
  Undo2,
  UserCog,
  Users,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sellerOrdersQuery } from '@/features/fulfilment/api/list-seller-orders.ts';
import { returnsQuery } from '@/features/return-desk/api/list-returns.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { ActingBanner } from './acting-banner.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Logo } from './logo.tsx';
import type { PortalPage } from './portal-page.ts';
import { RequireRole } from './require.tsx';
import { StaffGate } from './staff-gate.tsx';
import { Main, OfflineNote, SkipLink } from './storefront.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

const ICON = 'size-4.5 shrink-0';

export function SellerPortal() {
  return (
    <RequireRole needs="seller">
      {(user) => (
        <SellerFrame user={user}>
          <Outlet />
        </SellerFrame>
      )}
    </RequireRole>
  );
}

function SellerFrame({ user, children }: { readonly user: User; readonly children: ReactNode }) {
  const { data } = useInfiniteQuery(sellerOrdersQuery(undefined));
  const counts = data?.pages[0]?.counts;
  const waiting = (counts?.to_pack ?? 0) + (counts?.packed ?? 0);
  const returns = useInfiniteQuery(returnsQuery('seller', 'requested')).data?.pages[0]?.counts;
  const toDecide = (returns?.requested ?? 0) + (returns?.shipped_back ?? 0);
  return (
    <Portal
      name="Seller portal"
      user={user}
      pages={[
        { to: '/seller', label: 'Home', icon: <Store aria-hidden="true" className={ICON} />, exact: true },
        {
          to: '/seller/orders',
          label: 'Orders',
          icon: <PackageOpen aria-hidden="true" className={ICON} />,
          count: waiting,
          needs: 'orders.read',
        },
        {
          to: '/seller/returns',
          label: 'Returns',
          icon: <Undo2 aria-hidden="true" className={ICON} />,
          count: toDecide,
          needs: 'orders.read',
        },
        {
          to: '/seller/inventory',
          label: 'Inventory',
          icon: <Boxes aria-hidden="true" className={ICON} />,
          needs: 'stock.read',
        },
        {
          to: '/seller/reviews',
          label: 'Reviews',
          icon: <MessageSquareText aria-hidden="true" className={ICON} />,
          needs: 'store.read',
        },
        {
          to: '/seller/settings',
          label: 'Settings',
          icon: <Settings aria-hidden="true" className={ICON} />,
          needs: 'store.read',
        },
      ]}
    >
      {children}
    </Portal>
  );
}

export function AdminConsole() {
  return (
    <RequireRole needs="admin">
      {(user) => (
        <StaffGate>
          <Portal
            name="Admin console"
            user={user}
            pages={[
              {
                to: '/admin',
                label: 'Overview',
                icon: <ChartNoAxesColumn aria-hidden="true" className={ICON} />,
                exact: true,
                needs: 'admin.analytics.read',
              },
              {
                to: '/admin/orders',
                label: 'Orders',
                icon: <ReceiptText aria-hidden="true" className={ICON} />,
                needs: 'admin.orders.read',
              },
              {
                to: '/admin/returns',
                label: 'Returns',
                icon: <Undo2 aria-hidden="true" className={ICON} />,
                needs: 'admin.orders.read',
              },
              {
                to: '/admin/reviews',
                label: 'Reviews',
                icon: <MessageSquareText aria-hidden="true" className={ICON} />,
                needs: 'admin.reviews.moderate',
              },
              {
                to: '/admin/shop-reports',
                label: 'Shop reports',
                icon: <Flag aria-hidden="true" className={ICON} />,
                needs: 'admin.reports.resolve',
              },
              {
                to: '/admin/customers',
                label: 'Customers',
                icon: <Users aria-hidden="true" className={ICON} />,
                needs: 'admin.customers.read',
              },
              {
                to: '/admin/staff',
                label: 'Staff',
                icon: <UserCog aria-hidden="true" className={ICON} />,
                needs: 'admin.staff.manage',
              },
              {
                to: '/admin/audit',
                label: 'Audit log',
                icon: <ScrollText aria-hidden="true" className={ICON} />,
                needs: 'admin.audit.read',
              },
              {
                to: '/admin/import',
                label: 'Import',
                icon: <FileUp aria-hidden="true" className={ICON} />,
                needs: 'admin.catalogue.read',
              },
            ]}
          >
            <Outlet />
          </Portal>
        </StaffGate>
      )}
    </RequireRole>
  );
}

interface PortalProps {
  readonly name: string;
  readonly user: User;
  readonly pages: readonly PortalPage[];
  readonly children: ReactNode;
}

function Portal({ name, user, pages: all, children }: PortalProps) {
  const pages = all.filter(({ needs }) => needs === undefined || mayUse(user, needs));
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPalette((open) => !open);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const rail = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link to bring into view
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className="min-h-dvh pb-[calc(4rem+env(safe-area-inset-bottom))] md:grid md:grid-cols-[14rem_minmax(0,1fr)] md:pb-0">
      <SkipLink />
      <header className="flex items-center justify-between gap-3 bg-ink px-4 py-2 text-white md:sticky md:top-0 md:h-dvh md:flex-col md:items-stretch md:justify-start md:gap-5 md:p-4">
        <div className="flex items-center gap-3 md:grid md:gap-0">
          <Logo />
          <p className="text-xs font-semibold text-white/70 md:pl-0.5">{name}</p>
        </div>
        <nav
          aria-label={name}
          className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-white/10 max-md:bg-ink max-md:pb-[env(safe-area-inset-bottom)]"
        >
          <ul ref={rail} className="flex max-md:overflow-x-auto md:grid md:gap-1">
            {pages.map(({ to, label, icon, exact = false, count }) => (
              <li key={to} className="max-md:min-w-max max-md:flex-1">
                <Link
                  to={to}
                  activeOptions={{ exact }}
                  className="relative flex min-h-16 items-center justify-center gap-2 text-sm font-medium text-white/75 hover:bg-white/10 hover:text-white max-md:min-w-20 max-md:flex-col max-md:gap-1 max-md:px-2 max-md:text-xs md:min-h-10 md:justify-start md:gap-3 md:rounded-sm md:px-3"
                  activeProps={{ className: 'bg-white/12 text-white! font-semibold!' }}
                >
                  {icon}
                  <span className="md:flex-1">{label}</span>
                  {count ? (
                    <span className="figures rounded-full bg-white/15 px-2 text-xs font-bold text-white max-md:absolute max-md:top-2 max-md:left-1/2 max-md:ml-3 max-md:bg-marigold max-md:text-ink">
                      {count}
                    </span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex items-center md:mt-auto md:justify-between">
          <button
            type="button"
            className="flex min-h-11 items-center gap-2 rounded-sm px-3 text-sm text-white/80 hover:bg-white/10"
            onClick={() => setPalette(true)}
          >
            <Command aria-hidden="true" className="size-4" />
            <span className="max-md:sr-only">Go to</span>
            <kbd className="rounded-sm border border-white/25 px-1.5 font-sans text-xs max-md:hidden">
              Ctrl K
            </kbd>
          </button>
          <ThemeToggle className="hover:bg-white/10" />
        </div>
      </header>
      <div className="min-w-0">
        <ActingBanner />
        <OfflineNote />
        <Main className="px-4 py-6 md:px-8 md:py-7">{children}</Main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} name={name} pages={pages} />
    </div>
  );
}
