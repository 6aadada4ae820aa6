import type { User } from '@haat/contracts/http/auth.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { customersQuery } from '@/features/customers/api/customers.ts';
import { CustomerPanel } from '@/features/customers/components/customer-panel.tsx';
import { CustomerTable } from '@/features/customers/components/customer-table.tsx';
import { useSearchWords, useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { beginActing } from '@/shared/lib/session.ts';
import { SearchInput } from '@/shared/ui/filters.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
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
  const { typed, type, words } = useSearchWords(
    search.q,
    (q) =>
      void navigate({
        search: ({ q: _, ...rest }) => ({ ...rest, ...q }),
        replace: true,
        resetScroll: false,
      }),
  );
  const query = useInfiniteQuery(customersQuery(words || undefined));
  const open = (id: string | undefined) =>
    void navigate({
      search: ({ open: _, ...rest }) => ({ ...rest, ...(id ? { open: id } : {}) }),
      resetScroll: false,
    });
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Customers</h1>
      <SearchInput
        label="Search customers"
        placeholder="Name or e-mail begins with …"
        className="sm:max-w-sm"
        value={typed}
        onType={type}
      />
      <PagedList
        query={query}
        what="customers"
        placeholder="h-14"
        more="Older customers"
        empty={
          <EmptyState title="Nobody is called that">
            Try another beginning of the name or the address.
          </EmptyState>
        }
      >
        {(customers) => <CustomerTable customers={customers} onOpen={open} />}
      </PagedList>
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
