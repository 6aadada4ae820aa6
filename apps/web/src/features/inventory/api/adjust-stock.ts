import type { AdjustStockBody, Stock } from '@haat/contracts/http/inventory.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { stockQuery } from './list-stock.ts';

export function useAdjustStock() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ offerId, ...body }: AdjustStockBody & { offerId: string }) =>
      apiFetch<Stock>(`/v1/seller/inventory/${offerId}/adjustments`, { method: 'POST', body }),
    onSuccess: (stock) =>
      queries.setQueryData(
        stockQuery.queryKey,
        (known) =>
          known && {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (item.offerId === stock.offerId ? stock : item)),
            })),
          },
      ),
  });
}
