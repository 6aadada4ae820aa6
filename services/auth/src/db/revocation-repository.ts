import type { Revocation, RevocationPage } from '@haat/contracts/http/revocations.ts';
import { type Kysely, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

/** A little longer than the longest access token lives. */
const KEPT = sql<Date>`now() - interval '75 minutes'`;
const PAGE = 1_000;

/** In the transaction of what it follows from. */
export async function revoke(query: Kysely<AuthTables>, kind: Revocation['kind'], id: string): Promise<void> {
  await query.insertInto('revocations').values({ kind, id }).execute();
}

/** The access tokens of these sessions. */
export async function revokeSessions(query: Kysely<AuthTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await query
    .insertInto('revocations')
    .values(ids.map((id) => ({ kind: 'session' as const, id })))
    .execute();
}

export async function listRevocations(query: Kysely<AuthTables>, after: number): Promise<RevocationPage> {
  const rows = await query
    .selectFrom('revocations')
    .selectAll()
    .where('cursor', '>', after)
    .where('revoked_at', '>', KEPT)
    .orderBy('cursor')
    .limit(PAGE)
    .execute();
  return {
    items: rows.map(({ cursor, kind, id, revoked_at }) => ({
      cursor,
      kind,
      id,
      revokedAt: revoked_at.toISOString(),
    })),
    next: rows.at(-1)?.cursor ?? after,
  };
}

/** Tokens of before have expired. */
export async function forgetOldRevocations(query: Kysely<AuthTables>): Promise<void> {
  await query.deleteFrom('revocations').where('revoked_at', '<', KEPT).execute();
}
