import type { WaysIn } from '@haat/contracts/http/factors.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const waysInQuery = queryOptions({
  queryKey: ['ways-in'],
  queryFn: ({ signal }) => apiFetch<WaysIn>('/v1/auth/ways-in', { signal }),
});
