import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { wishesQuery } from './list-wishes.ts';
import { wishedProductsQuery } from './wished-products.ts';

export interface WishChange {
  readonly productId: string;
  readonly wished: boolean;
}

interface Outcomes {
  readonly onDone?: (change: WishChange) => void;
  readonly onRefused?: (change: WishChange, error: Error) => void;
}

/** Shown at once, and taken back where the server refuses; told also when the heart that was pressed is gone. */
export function useChangeWish({ onDone, onRefused }: Outcomes = {}) {
  const queries = useQueryClient();
  const { queryKey } = wishedProductsQuery;
  return useMutation({
    mutationFn: ({ productId, wished }: WishChange) =>
      apiFetch<void>(`/v1/wishlist/items/${productId}`, { method: wished ? 'PUT' : 'DELETE' }),
    onMutate: async ({ productId, wished }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (ids: readonly string[] = []) =>
        wished ? [productId, ...ids] : ids.filter((id) => id !== productId),
      );
    },
    onSuccess: (_answer, change) => onDone?.(change),
    onError: (error, change) => onRefused?.(change, error),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey }),
        queries.invalidateQueries({ queryKey: wishesQuery.queryKey }),
      ]),
  });
}
