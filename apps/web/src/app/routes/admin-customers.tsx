import type { User } from '@haat/contracts/http/auth.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { customersQuery } from '@/features/customers/api/customers.ts';
import { CustomerPanel } from '@/features/customers/components/customer-panel.tsx';
import { CustomerTable } from '@/features/customers/components/customer-table.tsx';
import { useSettled, useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { beginActing } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { RequireUser } from '../layout/require.tsx';

const route = getRouteApi('/admin/customers');

export function AdminCustomersPage() {
  useTitle('Customers, admin console');
  return <RequireUser>{(user) => <Customers staff={user} />}</RequireUser>;
}

function Customers({ staff }: { readonly staff: User }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useState(search.q ?? '');
  const settled = useSettled(text.trim(), 250);
  useEffect(() => {
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(settled ? { q: settled } : {}) }),
      replace: true,
      resetScroll: false,
    });
  }, [settled, navigate]);
  const query = useInfiniteQuery(customersQuery(settled || undefined));
  const customers = query.data?.pages.flatMap((page) => page.items);
  const open = (id: string | undefined) =>
    void navigate({
      search: ({ open: _, ...rest }) => ({ ...rest, ...(id ? { open: id } : {}) }),
      resetScroll: false,
    });
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Customers</h1>
      <input
        type="search"
        aria-label="Search customers"
        placeholder="Name or e-mail begins with …"
        className="min-h-11 min-w-0 rounded-md border border-line-strong/70 bg-paper px-3.5 sm:max-w-sm"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {query.error && !customers ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !customers ? (
        <Loading what="customers" className="grid gap-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-12" />
          ))}
        </Loading>
      ) : customers.length === 0 ? (
        <EmptyState title="Nobody is called that">
          Try another beginning of the name or the address.
        </EmptyState>
      ) : (
        <CustomerTable customers={customers} onOpen={open} />
      )}
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older customers
        </Button>
      ) : null}
      {search.open ? (
        <CustomerPanel
          key={search.open}
          id={search.open}
          may={{
            manage: mayUse(staff, 'admin.customers.manage'),
            impersonate: mayUse(staff, 'admin.impersonate'),
            manageStaff: mayUse(staff, 'admin.staff.manage'),
          }}
          self={staff.id}
          more={(customer) => (
            <>
              <Link to="/admin/orders" search={{ q: customer.email }} className="link">
                Orders
              </Link>
              {mayUse(staff, 'admin.audit.read') ? (
                <Link to="/admin/audit" search={{ subject: customer.id }} className="link">
                  What staff did with this account
                </Link>
              ) : null}
            </>
          )}
          onImpersonate={(impersonation, audience) => {
            beginActing(impersonation, audience);
            queries.clear();
            void go({ to: audience === 'store' ? '/account' : '/seller' });
          }}
          onClose={() => open(undefined)}
        />
      ) : null}
    </div>
  );
}
