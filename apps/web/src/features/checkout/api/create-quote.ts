import type { Quote, QuoteBody } from '@haat/contracts/http/order.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { ApiProblem } from '@/shared/lib/api-problem.ts';

/** The cart's version is part of the question: another cart is another price. */
export const quoteQuery = (body: QuoteBody | undefined, cartVersion: number | undefined) =>
  queryOptions({
    queryKey: ['quote', body, cartVersion],
    queryFn: ({ signal }) => apiFetch<Quote>('/v1/checkout/quotes', { method: 'POST', body, signal }),
    enabled: body !== undefined && cartVersion !== undefined,
    // A quote holds for half an hour.
    staleTime: 20 * 60_000,
    refetchOnWindowFocus: false,
    retry: (count, error) =>
      count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
  });
