import type { Cart } from '@haat/contracts/http/cart.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { withQuantity } from '../cart-change.ts';
import { cartQuery } from './get-cart.ts';

interface Change {
  readonly offerId: string;
  readonly quantity: number;
}

/** Shown at once; one request after the other, so that quick clicks end at the last of them. */
export function useChangeQuantity() {
  const queries = useQueryClient();
  const { queryKey } = cartQuery;
  return useMutation({
    scope: { id: 'cart' },
    mutationKey: ['cart-change'],
    mutationFn: ({ offerId, quantity }: Change) =>
      apiFetch<Cart>(`/v1/cart/items/${offerId}`, { method: 'PATCH', body: { quantity } }),
    onMutate: async ({ offerId, quantity }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (cart) => cart && withQuantity(cart, offerId, quantity));
    },
    onSuccess: (cart) => {
      // An answer to an earlier click would undo what a later one already shows.
      if (queries.isMutating({ mutationKey: ['cart-change'] }) === 1) queries.setQueryData(queryKey, cart);
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
