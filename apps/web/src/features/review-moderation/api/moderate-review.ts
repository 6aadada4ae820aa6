import type { OwnReview } from '@haat/contracts/http/review.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

interface Verdict {
  readonly id: string;
  /** Null shows the review again. */
  readonly reason: string | null;
}

export function useModerateReview() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: Verdict) =>
      apiFetch<OwnReview>(`/v1/admin/reviews/${id}/${reason === null ? 'show' : 'hide'}`, {
        method: 'POST',
        ...(reason === null ? {} : { body: { reason } }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin-reviews'] }),
  });
}
