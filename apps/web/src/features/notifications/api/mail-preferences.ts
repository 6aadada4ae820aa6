import type { MailPreferences, SetMailPreferencesBody } from '@haat/contracts/http/notification.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const mailPreferencesQuery = queryOptions({
  queryKey: ['mail-preferences'],
  queryFn: ({ signal }) => apiFetch<MailPreferences>('/v1/notifications/preferences', { signal }),
});

/** Pending until what the server made of it is here: meanwhile what was asked for is shown. */
export function useSetMailPreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SetMailPreferencesBody) =>
      apiFetch<MailPreferences>('/v1/notifications/preferences', { method: 'PATCH', body }),
    onSettled: () => queries.invalidateQueries({ queryKey: mailPreferencesQuery.queryKey }),
  });
}
