import type { CancelLinesBody, CancelledLines } from '@haat/contracts/http/order.ts';
import type { LineUnits, RefundQuote } from '@haat/contracts/http/refund.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { useAttemptKeys } from '@/shared/lib/attempt-keys.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';
import { newerOrder } from '../newer-order.ts';
import { orderQuery } from './get-order.ts';

/** @param version of the order: what was quoted before a change is not quoted any more */
export const cancellationQuoteQuery = (id: string, version: number, lines: readonly LineUnits[]) =>
  queryOptions({
    queryKey: ['cancellation-quote', id, version, lines],
    queryFn: ({ signal }) =>
      apiFetch<RefundQuote>(`/v1/orders/${id}/cancellations/quote`, {
        method: 'POST',
        body: { lines },
        headers: orderKeyHeaders(id),
        signal,
      }),
    enabled: lines.length > 0,
    retry: false,
  });

export function useCancelLines(id: string) {
  const queries = useQueryClient();
  const attempt = useAttemptKeys();
  return useMutation({
    mutationFn: (body: CancelLinesBody) =>
      attempt(body, (idempotencyKey) =>
        apiFetch<CancelledLines>(`/v1/orders/${id}/cancellations`, {
          method: 'POST',
          body,
          headers: orderKeyHeaders(id),
          idempotencyKey,
        }),
      ),
    onSuccess: ({ order }) => queries.setQueryData(orderQuery(id).queryKey, newerOrder(order)),
    onError: () => queries.invalidateQueries({ queryKey: orderQuery(id).queryKey }),
  });
}
