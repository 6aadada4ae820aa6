import type { Cart } from '@haat/contracts/http/cart.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const cartQuery = queryOptions({
  queryKey: ['cart'],
  queryFn: ({ signal }) => apiFetch<Cart>('/v1/cart', { signal }),
  staleTime: 30_000,
});
