import type { Order } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { cartQuery } from './api/get-cart.ts';

const ASK_EVERY_MS = 1_000;
const ASK_FOR_MS = 30_000;

/**
 * Follows the cart after a purchase. The server takes what was bought out of it when it hears of the confirmed order,
 * which may be a moment after the buyer did: one question could still be answered with the old cart.
 */
export function useEmptiedCart(order: Order | undefined): void {
  const [expired, setExpired] = useState(false);
  const confirmed = order?.status === 'confirmed';
  const bought = new Set(order?.sellerOrders.flatMap((part) => part.lines.map((line) => line.offerId)));
  const { data: cart, refetch } = useQuery({
    ...cartQuery,
    refetchInterval: ({ state }) =>
      confirmed && !expired && state.data?.items.some((item) => bought.has(item.offerId))
        ? ASK_EVERY_MS
        : false,
  });
  const known = cart !== undefined;
  useEffect(() => {
    if (!confirmed || !known) return;
    void refetch();
    // The buyer may have put the same thing into the cart again: that one stays.
    const timer = setTimeout(() => setExpired(true), ASK_FOR_MS);
    return () => clearTimeout(timer);
  }, [confirmed, known, refetch]);
}
