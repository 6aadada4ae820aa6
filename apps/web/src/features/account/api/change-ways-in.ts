import type { LinkBody } from '@haat/contracts/http/auth.ts';
import type {
  DisableTotpBody,
  Passkey,
  PasskeyCreation,
  RecoveryCodes,
  TotpEnrolment,
} from '@haat/contracts/http/factors.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { createPasskey } from '../passkey-ceremony.ts';
import { accountEventsQuery } from './list-account-events.ts';
import { waysInQuery } from './list-ways-in.ts';

/** What is shown of the account is read anew after each change; nobody waits for it, or who asked might be gone by then. */
function useChange<Input, Result>(change: (input: Input) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: waysInQuery.queryKey });
      void queries.invalidateQueries({ queryKey: accountEventsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
}

const post = <Result>(path: string, body?: object) =>
  apiFetch<Result>(`/v1/auth/${path}`, { method: 'POST', ...(body ? { body } : {}) });

/** Changes nothing yet. */
export const useBeginTotp = () => useMutation({ mutationFn: () => post<TotpEnrolment>('totp') });
export const useConfirmTotp = () =>
  useChange(async (code: string) => (await post<RecoveryCodes>('totp/confirm', { code })).recoveryCodes);
export const useDisableTotp = () => useChange((body: DisableTotpBody) => post<void>('totp/disable', body));
export const useRenewRecoveryCodes = () =>
  useChange(async () => (await post<RecoveryCodes>('recovery-codes')).recoveryCodes);

export const useAddPasskey = () =>
  useChange(async (name: string) => {
    const credential = await createPasskey(await post<PasskeyCreation>('passkeys/options'));
    return post<Passkey>('passkeys', { name, credential });
  });
export const useRenamePasskey = () =>
  useChange(({ id, name }: { id: string; name: string }) =>
    apiFetch<Passkey>(`/v1/auth/passkeys/${id}`, { method: 'PATCH', body: { name } }),
  );
export const useRemovePasskey = () =>
  useChange((id: string) => apiFetch<void>(`/v1/auth/passkeys/${id}`, { method: 'DELETE' }));

/** Against our support, which was asked to remove them. */
export const useKeepFactors = () =>
  useChange(() => apiFetch<void>('/v1/auth/factor-removal', { method: 'DELETE' }));
/** The same by the link of the mail; it works wherever it is opened. */
export const useKeepFactorsByLink = () =>
  useChange((body: LinkBody) =>
    apiFetch<void>('/v1/auth/factor-removal/cancel', { method: 'POST', body, anonymous: true }),
  );

export const useUnlinkIdentity = () =>
  useChange((id: string) => apiFetch<void>(`/v1/auth/identities/${id}`, { method: 'DELETE' }));
