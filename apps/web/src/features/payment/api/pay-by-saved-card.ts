import type { CardPayment, PayByCardBody } from '@haat/contracts/http/card.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { hasCode } from '@/shared/lib/api-problem.ts';
import { cardsQuery } from './list-cards.ts';
import { type PaymentOutcome, readCardPayment } from './pay-by-card.ts';

export function usePayBySavedCard(orderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (cardId: string): Promise<PaymentOutcome> => {
      const body: PayByCardBody = { cardId };
      return readCardPayment(
        await apiFetch<CardPayment>(`/v1/orders/${orderId}/payment/card`, { method: 'POST', body }),
      );
    },
    onError: (error) => {
      // It was removed elsewhere.
      if (hasCode(error, 'order.card-not-found')) {
        void queries.invalidateQueries({ queryKey: cardsQuery.queryKey });
      }
    },
  });
}
