import type { RatedDeliveryPage } from '@haat/contracts/http/seller-review.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

const KEY = 'rated-deliveries';

/** Parcels that arrived, and what the user said of their sellers. */
export const ratedDeliveriesQuery = infiniteQueryOptions({
  queryKey: [KEY, 'pages'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<RatedDeliveryPage>('/v1/seller-reviews/mine', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** @param delivered how many of its parcels have arrived: with each there is one more to ask for */
export const ratedDeliveriesOfOrderQuery = (orderId: string, delivered: number) =>
  queryOptions({
    queryKey: [KEY, 'order', orderId, delivered],
    queryFn: async ({ signal }) => {
      const query = { orderId, limit: 50 };
      return (await apiFetch<RatedDeliveryPage>('/v1/seller-reviews/mine', { query, signal })).items;
    },
  });

export const RATED_DELIVERIES = [KEY] as const;
