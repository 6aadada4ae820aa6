import { DomainError } from '@haat/platform/errors/domain-error.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { ProviderDeclined, ProviderRefused, ProviderUnavailable } from '../domain/factor.errors.ts';

/** Of the library: no answer in time, or one that is none of a provider's. */
const OUTAGES = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);
const ITS_OWN_FAULTS = new Set(['server_error', 'temporarily_unavailable']);

/** What went wrong at a provider or on the way there. The user learns which of three; the log learns why. */
export function toDomainError(error: unknown, provider: string, logger: Logger): DomainError {
  if (error instanceof DomainError) return error;
  const failure = kindOf(error);
  const { code, error: reason } = error as { readonly code?: string; readonly error?: string };
  logger.warn({ provider, code: code ?? String(error), reason }, 'a log-in by a provider did not work');
  return failure;
}

function kindOf(error: unknown): DomainError {
  if (error instanceof AuthorizationResponseError) {
    return ITS_OWN_FAULTS.has(error.error) ? ProviderUnavailable() : ProviderDeclined();
  }
  // Refusing us, not the code: nothing that the user could mend.
  if (error instanceof ResponseBodyError) {
    return error.status >= 500 || error.error === 'invalid_client'
      ? ProviderUnavailable()
      : ProviderRefused();
  }
  const code = (error as { readonly code?: string }).code ?? '';
  const isUnreachable = error instanceof TypeError && error.cause !== undefined;
  return isUnreachable || OUTAGES.has(code) ? ProviderUnavailable() : ProviderRefused();
}
