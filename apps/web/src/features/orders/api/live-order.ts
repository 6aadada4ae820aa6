import type { Order } from '@haat/contracts/http/order.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiResponse } from '@/shared/lib/api.ts';
import { ApiProblem } from '@/shared/lib/api-problem.ts';
import { readEvents } from '@/shared/lib/event-stream.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';
import { newerOrder } from '../newer-order.ts';
import { orderQuery } from './get-order.ts';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 20_000;

/** Keeps the order in the cache as the server knows it. @returns whether the line is open */
export function useLiveOrder(id: string, enabled: boolean): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const abort = new AbortController();
    void follow(id, abort.signal, setConnected, (order) => {
      queries.setQueryData(orderQuery(id).queryKey, newerOrder(order));
    });
    return () => abort.abort();
  }, [id, enabled, queries]);
  return connected;
}

async function follow(
  id: string,
  signal: AbortSignal,
  onConnected: (connected: boolean) => void,
  onOrder: (order: Order) => void,
): Promise<void> {
  let pause = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      const response = await apiResponse(`/v1/orders/${id}/events`, { headers: orderKeyHeaders(id), signal });
      if (!response.body) return;
      onConnected(true);
      pause = FIRST_RETRY_MS;
      for await (const { event, data } of readEvents(response.body)) {
        if (event === 'order') onOrder(JSON.parse(data) as Order);
      }
    } catch (error) {
      // Not this reader's order: asking again would not change that.
      if (
        error instanceof ApiProblem &&
        (error.status === 401 || error.status === 403 || error.status === 404)
      ) {
        return;
      }
    }
    if (signal.aborted) return;
    onConnected(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LAST_RETRY_MS);
  }
}
