import type { AddCartItemBody, Cart } from '@haat/contracts/http/cart.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { cartQuery } from './get-cart.ts';

export function useAddItem() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddCartItemBody) => apiFetch<Cart>('/v1/cart/items', { method: 'POST', body }),
    onMutate: () => queries.cancelQueries({ queryKey: cartQuery.queryKey }),
    onSuccess: (cart) => queries.setQueryData(cartQuery.queryKey, cart),
  });
}
