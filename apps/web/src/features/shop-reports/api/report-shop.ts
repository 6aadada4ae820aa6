import type { ReportShopBody, ShopReportReceipt } from '@haat/contracts/http/shop-report.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const useReportShop = (slug: string) =>
  useMutation({
    mutationFn: (body: ReportShopBody) =>
      apiFetch<ShopReportReceipt>(`/v1/sellers/${encodeURIComponent(slug)}/reports`, {
        method: 'POST',
        body,
      }),
  });
