import type { LiveSessions } from '@haat/contracts/http/auth.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => apiFetch<LiveSessions>('/v1/auth/sessions', { signal }),
  // Somebody looks here to see who is there now.
  staleTime: 0,
});
