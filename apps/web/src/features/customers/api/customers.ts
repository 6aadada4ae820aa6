import type { AccountFactors, Customer, CustomerPage, Impersonation } from '@haat/contracts/http/customer.ts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

const PATH = '/v1/admin/customers';

export const customersQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['admin-customers', q],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<CustomerPage>(PATH, { query: { q, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin-customer', id],
    queryFn: ({ signal }) => apiFetch<Customer>(`${PATH}/${id}`, { signal }),
  });

export function useSetDisabled() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, disable, reason }: { id: string; disable: boolean; reason: string }) =>
      apiFetch<Customer>(`${PATH}/${id}/${disable ? 'disable' : 'enable'}`, {
        method: 'POST',
        body: { reason },
      }),
    onSuccess: (customer) => {
      queries.setQueryData(customerQuery(customer.id).queryKey, customer);
      return queries.invalidateQueries({ queryKey: ['admin-customers'] });
    },
  });
}

export function useImpersonate() {
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      readonly id: string;
      readonly reason: string;
      readonly audience: 'store' | 'seller';
    }) => apiFetch<Impersonation>(`${PATH}/${id}/impersonate`, { method: 'POST', body }),
  });
}

export const factorsQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin-customer-factors', id],
    queryFn: ({ signal }) => apiFetch<AccountFactors>(`${PATH}/${id}/second-factors`, { signal }),
  });

/** @param id whose second factors are to be removed, or kept after all */
export function useFactorRemoval(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { readonly reason: string } | 'cancel') =>
      apiFetch<void>(
        `${PATH}/${id}/second-factors/removal`,
        change === 'cancel' ? { method: 'DELETE' } : { method: 'POST', body: change },
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: factorsQuery(id).queryKey }),
  });
}
