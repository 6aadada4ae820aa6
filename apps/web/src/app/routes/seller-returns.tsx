import type { ReturnStatus } from '@haat/contracts/http/return.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { returnsQuery } from '@/features/return-desk/api/list-returns.ts';
import { ReturnPanel } from '@/features/return-desk/components/return-panel.tsx';
import { ReturnQueue } from '@/features/return-desk/components/return-queue.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { TabLink, Tabs } from '@/shared/ui/tabs.tsx';

const route = getRouteApi('/seller/returns');

const TABS = [
  ['requested', 'To decide', 'No return waits for your decision.'],
  ['approved', 'Approved', 'Nothing that was approved is still to be sent.'],
  ['shipped_back', 'On the way', 'Nothing is on its way back.'],
  ['received', 'Received', 'No refund is under way.'],
  ['refunded', 'Refunded', 'Nothing was refunded yet.'],
  ['refused', 'Refused', 'You refused nothing.'],
  ['withdrawn', 'Withdrawn', 'Nobody changed their mind.'],
] as const satisfies readonly (readonly [ReturnStatus, string, string])[];

export function SellerReturnsPage() {
  useTitle('Returns, seller portal');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const [status, , empty] = TABS.find(([candidate]) => candidate === search.status) ?? TABS[0];
  const { data } = useInfiniteQuery(returnsQuery('seller', status));
  const counts: Readonly<Record<string, number>> = data?.pages[0]?.counts ?? {};
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Returns</h1>
      <Tabs label="Return states">
        {TABS.map(([tab, label]) => (
          <TabLink
            key={tab}
            to="/seller/returns"
            search={{ status: tab }}
            current={tab === status}
            count={counts[tab] ?? 0}
          >
            {label}
          </TabLink>
        ))}
      </Tabs>
      <ReturnQueue
        desk="seller"
        status={status}
        empty={empty}
        onOpen={(open) => void navigate({ search: { status, open }, resetScroll: false })}
      />
      {search.open ? (
        <ReturnPanel
          key={search.open}
          desk="seller"
          id={search.open}
          mayDecide={session.status === 'user' && mayUse(session.user, 'returns.decide')}
          onClose={() => void navigate({ search: { status }, resetScroll: false })}
        />
      ) : null}
    </div>
  );
}
