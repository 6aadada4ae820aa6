import type { Order } from '@haat/contracts/http/order.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { anyOrderQuery } from './get-any-order.ts';

interface Refund {
  readonly id: string;
  readonly reason: string;
  /** Of this attempt: pressed twice, it gives money back once. */
  readonly idempotencyKey: string;
}

export function useRefundOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason, idempotencyKey }: Refund) =>
      apiFetch<Order>(`/v1/admin/orders/${id}/refund`, { method: 'POST', body: { reason }, idempotencyKey }),
    onSuccess: (order) => {
      queries.setQueryData(anyOrderQuery(order.id).queryKey, order);
      return queries.invalidateQueries({ queryKey: ['admin-orders'] });
    },
  });
}
