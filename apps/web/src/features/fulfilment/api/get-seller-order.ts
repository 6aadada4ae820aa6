import type { SellerOrder } from '@haat/contracts/http/order.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const sellerOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['seller-order', id],
    queryFn: ({ signal }) => apiFetch<SellerOrder>(`/v1/seller/orders/${id}`, { signal }),
  });
