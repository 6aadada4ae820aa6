import type { ImportJob, ImportQuery } from '@haat/contracts/http/import.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { importsQuery } from './list-imports.ts';

export function useStartImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, ...query }: Omit<ImportQuery, 'fileName'> & { file: File }) =>
      apiFetch<ImportJob>('/v1/admin/imports', {
        method: 'POST',
        query: { ...query, fileName: file.name },
        file,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}
