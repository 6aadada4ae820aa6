import type { Return, ShipReturnBody } from '@haat/contracts/http/return.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';

export type BuyerStep =
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'ship'; readonly body: ShipReturnBody };

export function useMoveReturn({ id, orderId }: Pick<Return, 'id' | 'orderId'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: BuyerStep) =>
      apiFetch<Return>(`/v1/orders/${orderId}/returns/${id}/${step.kind}`, {
        method: 'POST',
        headers: orderKeyHeaders(orderId),
        ...(step.kind === 'ship' ? { body: step.body } : {}),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}
