import type { Order } from '@haat/contracts/http/order.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id],
    queryFn: ({ signal }) => apiFetch<Order>(`/v1/orders/${id}`, { headers: orderKeyHeaders(id), signal }),
  });
