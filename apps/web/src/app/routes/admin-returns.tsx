import type { ReturnStatus } from '@haat/contracts/http/return.ts';
import { getRouteApi } from '@tanstack/react-router';
import { ReturnPanel } from '@/features/return-desk/components/return-panel.tsx';
import { ReturnQueue } from '@/features/return-desk/components/return-queue.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { FilterSelect } from '@/shared/ui/filters.tsx';
import { statusWord } from '@/shared/ui/status-badge.tsx';

const route = getRouteApi('/admin/returns');
const STATUSES: readonly ReturnStatus[] = [
  'requested',
  'approved',
  'shipped_back',
  'received',
  'refunded',
  'refused',
  'withdrawn',
];

export function AdminReturnsPage() {
  useTitle('Returns, admin console');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const status = STATUSES.find((candidate) => candidate === search.status);
  const filter = status ? { status } : {};
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">Returns</h1>
        <FilterSelect
          label="State"
          value={status ?? ''}
          onChoose={(next) => void navigate({ search: next ? { status: next } : {} })}
        >
          <option value="">Every state</option>
          {STATUSES.map((candidate) => (
            <option key={candidate} value={candidate}>
              {statusWord(candidate)}
            </option>
          ))}
        </FilterSelect>
      </div>
      <ReturnQueue
        desk="admin"
        status={status}
        empty="No return fits this choice."
        onOpen={(open) => void navigate({ search: { ...filter, open }, resetScroll: false })}
      />
      {search.open ? (
        <ReturnPanel
          key={search.open}
          desk="admin"
          id={search.open}
          mayDecide={session.status === 'user' && mayUse(session.user, 'admin.orders.refund')}
          onClose={() => void navigate({ search: filter, resetScroll: false })}
        />
      ) : null}
    </div>
  );
}
