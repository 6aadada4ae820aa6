import type { Order } from '@haat/contracts/http/order.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';
import { newerOrder } from '../newer-order.ts';
import { orderQuery } from './get-order.ts';

export function useCancelOrder(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      apiFetch<Order>(`/v1/orders/${id}/cancel`, {
        method: 'POST',
        body: { reason },
        headers: orderKeyHeaders(id),
      }),
    onSuccess: (order) => queries.setQueryData(orderQuery(id).queryKey, newerOrder(order)),
    onError: () => queries.invalidateQueries({ queryKey: orderQuery(id).queryKey }),
  });
}
