import type { User } from '@haat/contracts/http/auth.ts';
import { Link } from '@tanstack/react-router';
import {
  Bell,
  CreditCard,
  FileLock,
  Heart,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  MapPin,
  Package,
  ShieldCheck,
  Star,
  Store,
  UserRound,
} from 'lucide-react';
import { toast } from 'sonner';
import { useLogOut } from '@/features/account/api/log-out.ts';
import { UnverifiedNote } from '@/features/account/components/unverified-note.tsx';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { RequireUser } from '../layout/require.tsx';

interface Entry {
  readonly to:
    | '/orders'
    | '/account/wishlist'
    | '/account/reviews'
    | '/account/cards'
    | '/account/profile'
    | '/account/security'
    | '/account/addresses'
    | '/account/privacy'
    | '/account/notifications'
    | '/notifications'
    | '/seller'
    | '/admin';
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

const OF_EVERYBODY: readonly Entry[] = [
  { to: '/orders', icon: Package, title: 'Orders', text: 'Follow, cancel or send back what you bought' },
  {
    to: '/account/wishlist',
    icon: Heart,
    title: 'Wishlist',
    text: 'What you saved, and how its price moves',
  },
  {
    to: '/account/reviews',
    icon: Star,
    title: 'Reviews',
    text: 'What you wrote, and what waits for your word',
  },
  { to: '/account/cards', icon: CreditCard, title: 'Cards', text: 'What you kept for the next time you pay' },
  { to: '/notifications', icon: Bell, title: 'Notifications', text: 'News about your orders' },
  {
    to: '/account/profile',
    icon: UserRound,
    title: 'Profile',
    text: 'Your name, your e-mail and how dates are written',
  },
  {
    to: '/account/security',
    icon: ShieldCheck,
    title: 'Security',
    text: 'Your password, a second step, passkeys, and where you are logged in',
  },
  {
    to: '/account/addresses',
    icon: MapPin,
    title: 'Addresses',
    text: 'Where your orders go',
  },
  { to: '/account/notifications', icon: Mail, title: 'Mails', text: 'What we write to you, and what not' },
  {
    to: '/account/privacy',
    icon: FileLock,
    title: 'Privacy',
    text: 'A copy of your data, and the end of the account',
  },
];

const entriesOf = ({ roles }: User): readonly Entry[] => [
  ...OF_EVERYBODY,
  ...(roles.includes('seller')
    ? [{ to: '/seller', icon: Store, title: 'Seller portal', text: 'Your orders, stock and sales' } as const]
    : []),
  ...(roles.includes('admin')
    ? [
        {
          to: '/admin',
          icon: LayoutDashboard,
          title: 'Admin console',
          text: 'The market as a whole',
        } as const,
      ]
    : []),
];

export function AccountPage() {
  useTitle('Account');
  const logOut = useLogOut();
  return (
    <RequireUser>
      {(user) => (
        <div className="wrap-page grid max-w-5xl gap-6 pt-10">
          <div className="flex flex-wrap items-end justify-between gap-4">
            <div>
              <h1 className="text-2xl">Account</h1>
              <p className="mt-1 text-muted">
                <span className="font-semibold text-text">{user.name}</span> · {user.email}
              </p>
            </div>
            <Button
              busy={logOut.isPending}
              onClick={() =>
                logOut.mutate(undefined, {
                  onError: (error) =>
                    void toast.error('You are still logged in', { description: messageOf(error) }),
                })
              }
            >
              Log out
            </Button>
          </div>
          <UnverifiedNote user={user} />
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {entriesOf(user).map((entry) => (
              <li key={entry.title}>
                <EntryCard entry={entry} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </RequireUser>
  );
}

function EntryCard({ entry: { to, icon: Icon, title, text } }: { readonly entry: Entry }) {
  return (
    <Link to={to} className="card flex h-full items-start gap-3.5 p-5 hover:border-line-strong hover:bg-sunk">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
      <span className="grid gap-0.5">
        <span className="font-semibold">{title}</span>
        <span className="text-sm text-muted">{text}</span>
      </span>
    </Link>
  );
}
