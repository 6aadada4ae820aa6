import type { RequestReturnBody, Return } from '@haat/contracts/http/return.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { useAttemptKeys } from '@/shared/lib/attempt-keys.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';

export function useRequestReturn(orderId: string) {
  const queries = useQueryClient();
  const attempt = useAttemptKeys();
  return useMutation({
    mutationFn: (body: RequestReturnBody) =>
      attempt(body, (idempotencyKey) =>
        apiFetch<Return>(`/v1/orders/${orderId}/returns`, {
          method: 'POST',
          body,
          headers: orderKeyHeaders(orderId),
          idempotencyKey,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}
