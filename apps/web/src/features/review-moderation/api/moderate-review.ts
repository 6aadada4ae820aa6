import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import type { ReviewKind } from './list-all-reviews.ts';

interface Verdict {
  readonly id: string;
  /** Null shows the review again. */
  readonly reason: string | null;
}

export function useModerateReview(kind: ReviewKind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: Verdict) =>
      apiFetch<unknown>(`/v1/admin/${kind}/${id}/${reason === null ? 'show' : 'hide'}`, {
        method: 'POST',
        ...(reason === null ? {} : { body: { reason } }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin-reviews', kind] }),
  });
}
