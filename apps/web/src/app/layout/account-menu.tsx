import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronDown, CircleUserRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { useLogOut } from '@/features/account/api/log-out.ts';
import { inboxQuery } from '@/features/notifications/api/list-inbox.ts';
import { useSession } from '@/shared/lib/session.ts';

const ITEM = 'flex min-h-11 w-full items-center rounded-sm px-3 text-left text-sm font-medium hover:bg-sunk';

/** `upward` is for where it stands at the foot of the screen. */
export function AccountMenu({ upward = false }: { readonly upward?: boolean }) {
  const session = useSession();
  // The first page of what the notifications' page shows, so that both say the same.
  const inbox = useInfiniteQuery({ ...inboxQuery, staleTime: 60_000, enabled: session.status === 'user' });
  const unread = inbox.data?.pages[0]?.unread ?? 0;
  const path = useRouterState({ select: (state) => state.location.href });
  // Who it is will be known in a moment; the place is kept.
  if (session.status === 'unknown') return <span aria-hidden="true" className="h-11 w-28 max-md:w-11" />;
  if (session.status !== 'user') {
    return (
      <Link
        to="/login"
        search={
          path.startsWith('/login') || path.startsWith('/register') || path === '/' ? {} : { next: path }
        }
        className="flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-semibold whitespace-nowrap hover:bg-white/10"
      >
        <CircleUserRound aria-hidden="true" className="size-5" />
        <span className="max-md:sr-only">Log in</span>
      </Link>
    );
  }
  const { name, roles, email } = session.user;
  return (
    <Disclosure label={name.split(' ')[0] ?? name} upward={upward} unread={unread}>
      {(close) => (
        <>
          <p className="truncate border-b border-line px-3 pt-1 pb-2.5 text-xs text-muted">{email}</p>
          <ul className="grid pt-1">
            <li>
              <Link to="/account" className={ITEM} onClick={close}>
                Account
              </Link>
            </li>
            <li>
              <Link to="/orders" className={ITEM} onClick={close}>
                Orders
              </Link>
            </li>
            <li>
              <Link to="/account/wishlist" className={ITEM} onClick={close}>
                Wishlist
              </Link>
            </li>
            <li>
              <Link to="/notifications" className={ITEM} onClick={close}>
                Notifications
                {unread > 0 ? (
                  <span className="figures ml-auto rounded-full bg-indigo-wash px-2 text-xs font-bold">
                    {unread}
                    <span className="sr-only"> unread</span>
                  </span>
                ) : null}
              </Link>
            </li>
            {roles.includes('seller') ? (
              <li>
                <Link to="/seller" className={ITEM} onClick={close}>
                  Seller portal
                </Link>
              </li>
            ) : null}
            {roles.includes('admin') ? (
              <li>
                <Link to="/admin" className={ITEM} onClick={close}>
                  Admin console
                </Link>
              </li>
            ) : null}
            <li className="mt-1 border-t border-line pt-1">
              <LogOutButton onDone={close} />
            </li>
          </ul>
        </>
      )}
    </Disclosure>
  );
}

function LogOutButton({ onDone }: { readonly onDone: () => void }) {
  const logOut = useLogOut();
  return (
    <button
      type="button"
      className={ITEM}
      onClick={() =>
        logOut.mutate(undefined, {
          onSuccess: () => {
            onDone();
            toast('You are logged out.');
          },
          onError: () => {
            toast.error('Logging out did not work. Check your connection and try again.');
          },
        })
      }
    >
      Log out
    </button>
  );
}

/** A button and the links that it shows; closed by Escape, by a click elsewhere and by leaving it. */
function Disclosure({
  label,
  upward,
  unread,
  children,
}: {
  readonly label: string;
  readonly upward: boolean;
  readonly unread: number;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    addEventListener('pointerdown', onPointer);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', onPointer);
      removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where the focus goes
    <div
      ref={box}
      className="relative"
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-label={`Account menu, ${label}${unread > 0 ? `, ${unread} unread` : ''}`}
        className="flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-semibold hover:bg-white/10"
        onClick={() => setOpen(!open)}
      >
        <span className="relative">
          <CircleUserRound aria-hidden="true" className="size-5" />
          {unread > 0 ? (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-0.5 size-2.5 rounded-full bg-marigold"
            />
          ) : null}
        </span>
        <span className="max-w-28 truncate max-md:hidden">{label}</span>
        <ChevronDown aria-hidden="true" className="size-4 max-md:hidden" />
      </button>
      {open ? (
        <div
          className={clsx(
            'absolute z-40 w-56 rounded-md border border-line bg-raised p-1.5 text-text shadow-float [animation:rise_140ms_var(--ease-settle)]',
            upward ? 'bottom-full left-0 mb-1' : 'top-full right-0 mt-1',
          )}
        >
          {children(() => setOpen(false))}
        </div>
      ) : null}
    </div>
  );
}
