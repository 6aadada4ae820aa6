import { type Kysely, sql } from 'kysely';
import { hashOfSecret } from '../domain/link-secrets.ts';
import type { VisitPurpose } from './factor-tables.ts';
import type { AuthTables } from './tables.ts';

export const VISIT_SECONDS = 600;
const LIFETIME = sql<Date>`now() + make_interval(secs => ${VISIT_SECONDS})`;

export interface ProviderVisit {
  readonly provider: string;
  readonly purpose: VisitPurpose;
  /** Of who asked to link or to prove themselves again. */
  readonly sessionId: string | null;
}

/** @param secret what the browser keeps in a cookie; only its hash is stored */
export async function insertProviderVisit(
  query: Kysely<AuthTables>,
  secret: string,
  { provider, purpose, sessionId }: ProviderVisit,
): Promise<void> {
  await query
    .insertInto('provider_visits')
    .values({
      secret_hash: hashOfSecret(secret),
      provider,
      purpose,
      session_id: sessionId,
      expires_at: LIFETIME,
    })
    .execute();
}

/** @returns whether such a visit was under way; it is over now */
export async function endProviderVisit(
  query: Kysely<AuthTables>,
  secret: string,
  { provider, purpose, sessionId }: ProviderVisit,
): Promise<boolean> {
  const row = await query
    .deleteFrom('provider_visits')
    .where('secret_hash', '=', hashOfSecret(secret))
    .where('provider', '=', provider)
    .where('purpose', '=', purpose)
    .where('session_id', 'is not distinct from', sessionId)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('provider')
    .executeTakeFirst();
  return row !== undefined;
}
