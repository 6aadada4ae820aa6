import type { User } from '@haat/contracts/http/auth.ts';
import { Link, useLocation } from '@tanstack/react-router';
import { Command } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { focused, giveFocusBack } from '@/shared/lib/focus.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { AccountMenu } from './account-menu.tsx';
import { ActingBanner } from './acting-banner.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Logo } from './logo.tsx';
import type { PortalPage } from './portal-page.ts';
import { Main, OfflineNote, SkipLink } from './storefront.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

interface PortalProps {
  readonly name: string;
  readonly user: User;
  readonly pages: readonly PortalPage[];
  readonly children: ReactNode;
}

export function Portal({ name, user, pages: all, children }: PortalProps) {
  const pages = all.filter(({ needs }) => needs === undefined || mayUse(user, needs));
  const [palette, setPalette] = useState(false);
  const opener = useRef<HTMLElement>(undefined);
  const showPalette = (show: boolean) => {
    if (show) opener.current = focused();
    // Once the palette has let go of the focus.
    else setTimeout(() => giveFocusBack(opener.current));
    setPalette(show);
  };
  const onShortcut = useEffectEvent(() => showPalette(!palette));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      onShortcut();
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
            {pages.map(({ to, label, icon: Icon, exact = false, count }) => (
              <li key={to} className="max-md:min-w-max max-md:flex-1">
                <Link
                  to={to}
                  activeOptions={{ exact }}
                  className="relative flex min-h-16 items-center justify-center gap-2 text-sm font-medium text-white/75 hover:bg-white/10 hover:text-white max-md:min-w-20 max-md:flex-col max-md:gap-1 max-md:px-2 max-md:text-xs md:min-h-10 md:justify-start md:gap-3 md:rounded-sm md:px-3"
                  activeProps={{ className: 'bg-white/12 text-white! font-semibold!' }}
                >
                  <Icon aria-hidden="true" className="size-4.5 shrink-0" />
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
            onClick={() => showPalette(true)}
          >
            <Command aria-hidden="true" className="size-4" />
            <span className="max-md:sr-only">Go to</span>
            <kbd className="rounded-sm border border-white/25 px-1.5 font-sans text-xs max-md:hidden">
              Ctrl K
            </kbd>
          </button>
          <ThemeToggle className="hover:bg-white/10" />
          <div className="md:hidden">
            <AccountMenu />
          </div>
        </div>
        <div className="border-t border-white/10 pt-3 max-md:hidden">
          <AccountMenu upward />
        </div>
      </header>
      <div className="min-w-0">
        <ActingBanner />
        <OfflineNote />
        <Main className="px-4 py-6 md:px-8 md:py-7">{children}</Main>
      </div>
      <CommandPalette open={palette} onOpenChange={showPalette} name={name} pages={pages} />
    </div>
  );
}
