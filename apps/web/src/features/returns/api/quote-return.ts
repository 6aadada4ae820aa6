import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { ReturnQuoteBody } from '@haat/contracts/http/return.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';

/** @param version of the order: what was quoted before a change is not quoted any more */
export const returnQuoteQuery = (id: string, version: number, body: ReturnQuoteBody) =>
  queryOptions({
    queryKey: ['return-quote', id, version, body],
    queryFn: ({ signal }) =>
      apiFetch<RefundQuote>(`/v1/orders/${id}/returns/quote`, {
        method: 'POST',
        body,
        headers: orderKeyHeaders(id),
        signal,
      }),
    enabled: body.lines.length > 0,
    retry: false,
  });
