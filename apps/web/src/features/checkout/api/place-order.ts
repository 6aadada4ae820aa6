import type { PlacedOrder } from '@haat/contracts/http/order.ts';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { apiFetch } from '@/shared/lib/api.ts';
import { ApiProblem, hasCode, UNREACHABLE } from '@/shared/lib/api-problem.ts';
import { keepOrderKey } from '@/shared/lib/order-keys.ts';

const TRIES = 4;

export function usePlaceOrder() {
  // A quote is bought once: its key stays the same however often the button is pressed.
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async (quoteId: string) => {
      const idempotencyKey = keys.current.get(quoteId) ?? crypto.randomUUID();
      keys.current.set(quoteId, idempotencyKey);
      try {
        return await place(quoteId, idempotencyKey);
      } catch (error) {
        // A refusal is stored under its key and would be all that a second press gets.
        if (isRefusal(error)) keys.current.delete(quoteId);
        throw error;
      }
    },
    onSuccess: ({ order, orderKey }) => {
      if (orderKey) keepOrderKey(order.id, orderKey);
    },
  });
}

/** Where no answer came, the same attempt is asked about again. */
async function place(quoteId: string, idempotencyKey: string): Promise<PlacedOrder> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await apiFetch<PlacedOrder>('/v1/orders', { method: 'POST', body: { quoteId }, idempotencyKey });
    } catch (error) {
      if (attempt === TRIES || !hasCode(error, UNREACHABLE, 'idempotency.in-flight')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
    }
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.status >= 400 &&
  error.status < 500 &&
  error.code !== 'idempotency.in-flight';
