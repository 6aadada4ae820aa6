import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/shared/lib/api-problem.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What was refused once will be refused again; only what got no proper answer is worth another try.
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
});
