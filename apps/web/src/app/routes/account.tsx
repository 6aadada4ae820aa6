import { Link } from '@tanstack/react-router';
import { Bell, ChevronRight, LayoutDashboard, Package, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { useLogOut } from '@/features/account/api/log-out.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { RequireUser } from '../layout/require.tsx';

const ROW = 'flex min-h-14 items-center gap-3.5 px-5 font-medium hover:bg-sunk';

export function AccountPage() {
  useTitle('Account');
  const logOut = useLogOut();
  return (
    <RequireUser>
      {(user) => (
        <div className="wrap-page grid max-w-2xl gap-5 pt-10">
          <h1 className="text-2xl">Account</h1>
          <section className="card p-5" aria-label="You">
            <p className="text-lg font-semibold">{user.name}</p>
            <p className="text-muted">{user.email}</p>
          </section>
          <ul className="card divide-y divide-line overflow-hidden">
            <li>
              <Link to="/orders" className={ROW}>
                <Row icon={<Package aria-hidden="true" className="size-5 text-muted" />}>Orders</Row>
              </Link>
            </li>
            <li>
              <Link to="/notifications" className={ROW}>
                <Row icon={<Bell aria-hidden="true" className="size-5 text-muted" />}>Notifications</Row>
              </Link>
            </li>
            {user.roles.includes('seller') ? (
              <li>
                <Link to="/seller" className={ROW}>
                  <Row icon={<Store aria-hidden="true" className="size-5 text-muted" />}>Seller portal</Row>
                </Link>
              </li>
            ) : null}
            {user.roles.includes('admin') ? (
              <li>
                <Link to="/admin" className={ROW}>
                  <Row icon={<LayoutDashboard aria-hidden="true" className="size-5 text-muted" />}>
                    Admin console
                  </Row>
                </Link>
              </li>
            ) : null}
          </ul>
          <Button
            className="w-fit"
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
      )}
    </RequireUser>
  );
}

const Row = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <>
    {icon}
    <span className="flex-1">{children}</span>
    <ChevronRight aria-hidden="true" className="size-4 text-muted" />
  </>
);
