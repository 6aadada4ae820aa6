import type { OrderPage, OwnOrderState } from '@haat/contracts/http/order.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export interface OrdersFilter {
  readonly state?: OwnOrderState;
  /** Some of a number, of an item's title or of a shop's name. */
  readonly q?: string;
}

export const ordersQuery = ({ state, q }: OrdersFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', state, q],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<OrderPage>('/v1/orders', { query: { state, q, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
