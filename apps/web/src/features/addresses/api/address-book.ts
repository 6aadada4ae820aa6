import type { AddressBook, SaveAddressBody, SavedAddress } from '@haat/contracts/http/address.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

const PATH = '/v1/account/addresses';

export const addressBookQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: ({ signal }) => apiFetch<AddressBook>(PATH, { signal }),
});

/** With an id it changes that one, without it is a new one. */
export function useSaveAddress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: SaveAddressBody & { readonly id?: string }) =>
      apiFetch<SavedAddress>(id ? `${PATH}/${id}` : PATH, { method: id ? 'PUT' : 'POST', body }),
    onSuccess: () => queries.invalidateQueries(addressBookQuery),
  });
}

export function useRemoveAddress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`${PATH}/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries(addressBookQuery),
  });
}
