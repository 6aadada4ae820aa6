import type { OrderPage, OrderStatus } from '@haat/contracts/http/order.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export interface OrderFilter {
  readonly q?: string;
  readonly status?: OrderStatus;
}

export const allOrdersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin-orders', filter],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<OrderPage>('/v1/admin/orders', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
