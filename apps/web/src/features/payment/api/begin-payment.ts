import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';

export const useBeginPayment = (orderId: string) =>
  useMutation({
    mutationFn: () =>
      apiFetch<PaymentHandle>(`/v1/orders/${orderId}/payment`, {
        method: 'POST',
        headers: orderKeyHeaders(orderId),
      }),
  });
