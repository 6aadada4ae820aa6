import type { OrderPage } from '@haat/contracts/http/order.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const ordersQuery = infiniteQueryOptions({
  queryKey: ['orders'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<OrderPage>('/v1/orders', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
