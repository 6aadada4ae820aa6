import type { ReturnDetail } from '@haat/contracts/http/return.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { returnQuery } from './get-return.ts';
import type { Desk } from './list-returns.ts';

export type Decision =
  | { readonly kind: 'approve' | 'refuse' | 'settle'; readonly body?: { readonly reason: string } }
  | { readonly kind: 'receive'; readonly body: { readonly condition: string; readonly restock: boolean } };

export function useDecideReturn(desk: Desk, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, body }: Decision) =>
      apiFetch<ReturnDetail>(`/v1/${desk}/returns/${id}/${kind}`, {
        method: 'POST',
        ...(body ? { body } : {}),
      }),
    onSuccess: (after) => queries.setQueryData(returnQuery(desk, id).queryKey, after),
    // Not waited for: what was decided is on screen already.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['returns', desk] });
    },
  });
}
