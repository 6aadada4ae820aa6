import type { ReturnDetail } from '@haat/contracts/http/return.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import type { Desk } from './list-returns.ts';

export const returnQuery = (desk: Desk, id: string) =>
  queryOptions({
    queryKey: ['returns', desk, 'one', id],
    queryFn: ({ signal }) => apiFetch<ReturnDetail>(`/v1/${desk}/returns/${id}`, { signal }),
  });
