import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { shopReportsQuery } from '@/features/shop-reports/api/shop-reports.ts';
import { ReportQueue } from '@/features/shop-reports/components/report-queue.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { TabLink, Tabs } from '@/shared/ui/tabs.tsx';

const route = getRouteApi('/admin/shop-reports');
const TABS = [
  ['open', 'Open'],
  ['resolved', 'Resolved'],
] as const;

export function AdminShopReportsPage() {
  useTitle('Shop reports, admin console');
  const state = route.useSearch().state === 'resolved' ? 'resolved' : 'open';
  const { data } = useInfiniteQuery(shopReportsQuery(state));
  const counts = data?.pages[0]?.counts;
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Shop reports</h1>
      <Tabs label="Report states">
        {TABS.map(([tab, label]) => (
          <TabLink
            key={tab}
            to="/admin/shop-reports"
            search={{ state: tab }}
            current={tab === state}
            count={counts?.[tab]}
          >
            {label}
          </TabLink>
        ))}
      </Tabs>
      <ReportQueue key={state} state={state} />
    </div>
  );
}
