import type { MergeWishesBody, WishedProducts } from '@haat/contracts/http/wishlist.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiFetch } from '@/shared/lib/api.ts';
import { useSession } from '@/shared/lib/session.ts';
import { clearGuestWishes, guestWishes } from '../guest-wishes.ts';
import { wishesQuery } from './list-wishes.ts';
import { wishedProductsQuery } from './wished-products.ts';

/** Who logs in finds on the list what was saved before. What did not arrive stays, and is tried at the next visit. */
export function useMergedWishes(): void {
  const queries = useQueryClient();
  const isUser = useSession().status === 'user';
  useEffect(() => {
    const productIds = guestWishes();
    if (!isUser || productIds.length === 0) return;
    const body: MergeWishesBody = { productIds: [...productIds] };
    apiFetch<WishedProducts>('/v1/wishlist/merge', { method: 'POST', body }).then(
      (merged) => {
        clearGuestWishes();
        queries.setQueryData(wishedProductsQuery.queryKey, merged.productIds);
        void queries.invalidateQueries({ queryKey: wishesQuery.queryKey });
      },
      () => {},
    );
  }, [isUser, queries]);
}
