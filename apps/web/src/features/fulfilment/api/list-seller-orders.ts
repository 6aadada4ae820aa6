import type { SellerOrderPage, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const sellerOrdersQuery = (status: SellerOrderStatus | undefined) =>
  infiniteQueryOptions({
    queryKey: ['seller-orders', status ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<SellerOrderPage>('/v1/seller/orders', { query: { status, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 15_000,
  });
