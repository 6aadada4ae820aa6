import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { keepOrderKey } from '@/shared/lib/order-keys.ts';

export interface LookUpBody {
  readonly number: string;
  readonly email: string;
}

export const useLookUpOrder = () =>
  useMutation({
    mutationFn: (body: LookUpBody) =>
      apiFetch<{ orderId: string; orderKey: string }>('/v1/orders/lookup', { method: 'POST', body }),
    onSuccess: ({ orderId, orderKey }) => keepOrderKey(orderId, orderKey),
  });
