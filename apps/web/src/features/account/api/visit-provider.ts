import type { Visit } from '@haat/contracts/http/factors.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { type ProviderVisit, providerVisit, type VisitPurpose } from '../provider-visit.ts';

const PATHS: Readonly<Record<VisitPurpose, string>> = {
  'log-in': '/v1/auth/login/provider/visit',
  link: '/v1/auth/identities/visit',
  proof: '/v1/auth/reauthenticate/provider/visit',
};

/** Leaves the page for the provider's. */
export const useVisitProvider = () =>
  useMutation({
    mutationFn: async (visit: ProviderVisit) => {
      const { url } = await apiFetch<Visit>(PATHS[visit.purpose], {
        method: 'POST',
        body: { provider: visit.provider },
        anonymous: visit.purpose === 'log-in',
      });
      providerVisit.write({ ...visit });
      location.assign(url);
      // Busy until the page is gone.
      await new Promise(() => {});
    },
  });
