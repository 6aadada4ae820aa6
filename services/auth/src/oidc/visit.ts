import type { Database } from '@haat/platform/db/database.ts';
import type { VisitPurpose } from '../db/factor-tables.ts';
import { endProviderVisit, insertProviderVisit } from '../db/provider-visit-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import {
  ProviderDeclined,
  ProviderRefused,
  ProviderUnavailable,
  ProviderUnknown,
} from '../domain/factor.errors.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import { newSecret } from '../new-secret.ts';
import type { SessionCookie } from '../session-cookie.ts';
import type { Providers } from './providers.ts';

export interface VisitDependencies {
  readonly database: Database<AuthTables>;
  readonly providers: Providers;
  /** Ties the way back to the browser that set out. */
  readonly visitCookie: SessionCookie;
}

export const BEGIN_VISIT_ERRORS = [ProviderUnknown, ProviderUnavailable] as const;
export const FINISH_VISIT_ERRORS = [
  ProviderUnknown,
  ProviderUnavailable,
  ProviderDeclined,
  ProviderRefused,
] as const;

/** What for, and of which session where somebody is logged in. */
export interface VisitReason {
  readonly purpose: VisitPurpose;
  readonly sessionId: string | null;
}

/**
 * @returns where the browser is to go, and what it keeps until it is back
 * @throws auth.provider-unknown, auth.provider-unavailable
 */
export async function beginVisit(
  { database, providers }: VisitDependencies,
  provider: string,
  reason: VisitReason,
): Promise<{ url: string; secret: string }> {
  const secret = newSecret();
  const url = await providers.authorize(provider, secret, reason.purpose);
  await insertProviderVisit(database.query, secret, { provider, ...reason });
  return { url, secret };
}

/**
 * The visit is over, whatever comes of it: what a provider answered is never taken twice.
 * @throws auth.provider-unknown, auth.provider-unavailable, auth.provider-declined, auth.provider-refused
 */
export async function finishVisit(
  { database, providers }: VisitDependencies,
  { provider, query, secret }: VisitReturn,
  reason: VisitReason,
): Promise<ProviderAccount> {
  if (!secret || !(await endProviderVisit(database.query, secret, { provider, ...reason }))) {
    throw ProviderRefused();
  }
  return providers.finish(provider, secret, reason.purpose, query);
}

/** How a browser comes back. */
export interface VisitReturn {
  readonly provider: string;
  readonly query: string;
  readonly secret: string | undefined;
}
