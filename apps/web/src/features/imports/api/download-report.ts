import { useMutation } from '@tanstack/react-query';
import { apiResponse } from '@/shared/lib/api.ts';

/** Fetched with the token, which a plain link could not send. */
export const useDownloadReport = () =>
  useMutation({
    mutationFn: async (id: string) => {
      const blob = await (await apiResponse(`/v1/admin/imports/${id}/report.csv`)).blob();
      const url = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = url;
      link.download = `import-${id}.csv`;
      link.click();
      URL.revokeObjectURL(url);
    },
  });
