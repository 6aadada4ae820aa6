import type { ResolveReportBody, ShopReport, ShopReportPage } from '@haat/contracts/http/shop-report.ts';
import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export type ReportState = 'open' | 'resolved';

export const shopReportsQuery = (state: ReportState) =>
  infiniteQueryOptions({
    queryKey: ['shop-reports', state],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ShopReportPage>('/v1/admin/shop-reports', { query: { state, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function useResolveReport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ResolveReportBody & { readonly id: string }) =>
      apiFetch<ShopReport>(`/v1/admin/shop-reports/${id}/resolve`, { method: 'POST', body }),
    // Also where somebody else was quicker.
    onSettled: () => void queries.invalidateQueries({ queryKey: ['shop-reports'] }),
  });
}
