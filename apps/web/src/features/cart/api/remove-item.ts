import type { Cart } from '@haat/contracts/http/cart.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { withoutItem } from '../cart-change.ts';
import { cartQuery } from './get-cart.ts';

export function useRemoveItem() {
  const queries = useQueryClient();
  const { queryKey } = cartQuery;
  return useMutation({
    scope: { id: 'cart' },
    mutationFn: (offerId: string) => apiFetch<Cart>(`/v1/cart/items/${offerId}`, { method: 'DELETE' }),
    onMutate: async (offerId) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (cart) => cart && withoutItem(cart, offerId));
    },
    onSuccess: (cart) => queries.setQueryData(queryKey, cart),
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
