import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { overviewQuery } from '@/features/analytics/api/get-overview.ts';
import { OverviewPanel, OverviewSkeleton } from '@/features/analytics/components/overview-panel.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { ErrorState } from '@/shared/ui/states.tsx';

/** Whose role has no figures begins where their work is. */
export function AdminHomePage() {
  const session = useSession();
  if (session.status !== 'user' || mayUse(session.user, 'admin.analytics.read')) return <Figures />;
  const orders = mayUse(session.user, 'admin.orders.read');
  return <Navigate to={orders ? '/admin/orders' : '/admin/import'} replace />;
}

function Figures() {
  useTitle('Admin console');
  const [days, setDays] = useState(30);
  const { data, error, refetch } = useQuery(overviewQuery('admin', days));
  return (
    <div className="grid max-w-5xl gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">Overview</h1>
        <label className="flex items-center gap-2 text-sm">
          Period
          <select
            className="tap rounded-md border border-line-strong/60 bg-paper px-2.5 font-semibold"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            <option value={7}>7 days</option>
            <option value={30}>30 days</option>
            <option value={90}>90 days</option>
          </select>
        </label>
      </div>
      {data ? (
        <OverviewPanel overview={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </div>
  );
}
