import { useMutation } from '@tanstack/react-query';
import { apiFetch, apiResponse } from '@/shared/lib/api.ts';

/** Hands the file to the browser's downloads. */
export function useDownloadData() {
  return useMutation({
    mutationFn: async () => {
      const response = await apiResponse('/v1/account/data');
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = 'haat-data.json';
      link.click();
      // The click has begun the download; the address may go when it has been read.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
  });
}

export function useEraseAccount() {
  return useMutation({
    mutationFn: (password: string | undefined) =>
      apiFetch<void>('/v1/account/erasure', {
        method: 'POST',
        body: password === undefined ? {} : { password },
      }),
  });
}
