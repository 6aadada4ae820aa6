import type { Order } from '@haat/contracts/http/order.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const anyOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin-order', id],
    queryFn: ({ signal }) => apiFetch<Order>(`/v1/admin/orders/${id}`, { signal }),
    refetchInterval: 10_000,
  });
