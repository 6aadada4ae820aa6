import type { Inbox } from '@haat/contracts/http/notification.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const inboxQuery = infiniteQueryOptions({
  queryKey: ['inbox'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<Inbox>('/v1/notifications', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
