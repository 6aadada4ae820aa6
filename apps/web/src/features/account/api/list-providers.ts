import type { ProviderList } from '@haat/contracts/http/factors.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** Which there are is the configuration's business: it does not change while somebody looks. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => apiFetch<ProviderList>('/v1/auth/providers', { anonymous: true, signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
