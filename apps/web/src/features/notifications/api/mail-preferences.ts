import type { MailPreferences, SetMailPreferencesBody } from '@haat/contracts/http/notification.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const mailPreferencesQuery = queryOptions({
  queryKey: ['mail-preferences'],
  queryFn: ({ signal }) => apiFetch<MailPreferences>('/v1/notifications/preferences', { signal }),
});

/** Seen at once; taken back where the server does not take it. */
export function useSetMailPreferences() {
  const queries = useQueryClient();
  const { queryKey } = mailPreferencesQuery;
  return useMutation({
    mutationFn: (body: SetMailPreferencesBody) =>
      apiFetch<MailPreferences>('/v1/notifications/preferences', { method: 'PATCH', body }),
    onMutate: async (body) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      if (before) {
        queries.setQueryData(queryKey, {
          items: before.items.map((item) => ({
            ...item,
            mail: (body as Readonly<Record<string, boolean | undefined>>)[item.kind] ?? item.mail,
          })),
        });
      }
      return { before };
    },
    onError: (_error, _body, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
    },
    onSuccess: (preferences) => queries.setQueryData(queryKey, preferences),
  });
}
