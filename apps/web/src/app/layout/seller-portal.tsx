import type { User } from '@haat/contracts/http/auth.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Boxes, MessageSquareText, PackageOpen, Settings, Store, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { sellerOrdersQuery } from '@/features/fulfilment/api/list-seller-orders.ts';
import { returnsQuery } from '@/features/return-desk/api/list-returns.ts';
import { Portal } from './portal.tsx';
import { RequireRole } from './require.tsx';

export function SellerPortal() {
  return (
    <RequireRole needs="seller">
      {(user) => (
        <SellerFrame user={user}>
          <Outlet />
        </SellerFrame>
      )}
    </RequireRole>
  );
}

function SellerFrame({ user, children }: { readonly user: User; readonly children: ReactNode }) {
  const { data } = useInfiniteQuery(sellerOrdersQuery(undefined));
  const counts = data?.pages[0]?.counts;
  const waiting = (counts?.to_pack ?? 0) + (counts?.packed ?? 0);
  const returns = useInfiniteQuery(returnsQuery('seller', 'requested')).data?.pages[0]?.counts;
  const toDecide = (returns?.requested ?? 0) + (returns?.shipped_back ?? 0);
  return (
    <Portal
      name="Seller portal"
      user={user}
      pages={[
        { to: '/seller', label: 'Home', icon: Store, exact: true },
        {
          to: '/seller/orders',
          label: 'Orders',
          icon: PackageOpen,
          count: waiting,
          needs: 'orders.read',
        },
        {
          to: '/seller/returns',
          label: 'Returns',
          icon: Undo2,
          count: toDecide,
          needs: 'orders.read',
        },
        {
          to: '/seller/inventory',
          label: 'Inventory',
          icon: Boxes,
          needs: 'stock.read',
        },
        {
          to: '/seller/reviews',
          label: 'Reviews',
          icon: MessageSquareText,
          needs: 'store.read',
        },
        {
          to: '/seller/settings',
          label: 'Settings',
          icon: Settings,
          needs: 'store.read',
        },
      ]}
    >
      {children}
    </Portal>
  );
}
