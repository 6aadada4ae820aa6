import { useRouterState } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMergedWishes } from '@/features/wishlist/api/merge-wishes.ts';
import { useOnline } from '@/shared/lib/page.ts';
import { ActingBanner } from './acting-banner.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';

export function Storefront({ children }: { readonly children: ReactNode }) {
  useMergedWishes();
  return (
    <div className="flex min-h-dvh flex-col pb-[calc(4rem+env(safe-area-inset-bottom))] md:pb-0">
      <SkipLink />
      <ActingBanner />
      <Header />
      <OfflineNote />
      {/* At least a screen high, so that the footer is not seen to move while a page arrives. */}
      <Main className="min-h-dvh">{children}</Main>
      <Footer />
      <BottomBar />
    </div>
  );
}

export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-24 rounded-md bg-paper px-4 py-3 font-semibold text-text shadow-float focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}

/** After a change of page, reading and tabbing go on from the new content. */
export function Main({
  children,
  className = '',
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (first.current !== undefined && first.current !== path) main.current?.focus({ preventScroll: true });
    first.current = path;
  }, [path]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={`flex-1 outline-none ${className}`}>
      {children}
    </main>
  );
}

export function OfflineNote() {
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 bg-amber-wash px-4 pt-5 pb-2.5 text-sm font-semibold text-amber-text">
          <WifiOff aria-hidden="true" className="size-4" />
          You are offline. What you typed is kept; we go on when the connection is back.
        </p>
      )}
    </div>
  );
}
