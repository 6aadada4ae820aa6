import type { SellerOrder, ShipBody } from '@haat/contracts/http/order.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { sellerOrderQuery } from './get-seller-order.ts';

export type Step =
  | { readonly kind: 'pack' }
  | { readonly kind: 'ship'; readonly body: ShipBody }
  | { readonly kind: 'deliver' };

export function useFulfilOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: Step }) =>
      apiFetch<SellerOrder>(`/v1/seller/orders/${id}/${step.kind}`, {
        method: 'POST',
        ...(step.kind === 'ship' ? { body: step.body } : {}),
      }),
    onSuccess: (order) => queries.setQueryData(sellerOrderQuery(order.id).queryKey, order),
    // Not waited for: the panel shows the answer already, and the next step is free.
    onSettled: () => void queries.invalidateQueries({ queryKey: ['seller-orders'] }),
  });
}
