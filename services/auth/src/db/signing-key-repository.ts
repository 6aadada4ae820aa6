import type { JWK } from 'jose';
import { type Kysely, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

export interface StoredKey {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly sealed: Buffer | null;
  readonly signsFrom: Date;
}

/** Instances that start or rotate at the same moment do it one after the other. Until the transaction ends. */
export async function holdSigningKeys(query: Kysely<AuthTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('signing keys', 0))`.execute(query);
}

/** In the order in which they sign. */
export async function readSigningKeys(query: Kysely<AuthTables>): Promise<StoredKey[]> {
  const rows = await query.selectFrom('signing_keys').selectAll().orderBy('signs_from').execute();
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: row.public_jwk,
    sealed: row.sealed,
    signsFrom: row.signs_from,
  }));
}

/** @param leadSeconds from now on published, after so long signing */
export async function insertSigningKey(
  query: Kysely<AuthTables>,
  key: { readonly kid: string; readonly publicJwk: JWK; readonly sealed: Buffer },
  leadSeconds: number,
): Promise<void> {
  await query
    .insertInto('signing_keys')
    .values({
      kid: key.kid,
      public_jwk: JSON.stringify(key.publicJwk),
      sealed: key.sealed,
      signs_from: sql<Date>`now() + make_interval(secs => ${leadSeconds})`,
    })
    .execute();
}

/** Closed anew by another key; left as it is where its private half went meanwhile, or another instance was first. */
export async function resealSigningKey(
  query: Kysely<AuthTables>,
  { kid, sealed }: { readonly kid: string; readonly sealed: Buffer },
  anew: Buffer,
): Promise<void> {
  await query
    .updateTable('signing_keys')
    .set({ sealed: anew })
    .where('kid', '=', kid)
    .where('sealed', '=', sealed)
    .execute();
}

export async function deleteSigningKeys(query: Kysely<AuthTables>): Promise<void> {
  await query.deleteFrom('signing_keys').execute();
}

/**
 * A key that was followed by another one needs its private half no more, and goes when no token of it can live.
 * @param keptSeconds longer than any token lives
 */
export async function retireSigningKeys(query: Kysely<AuthTables>, keptSeconds: number): Promise<void> {
  await sql`
    with followed as (
      select kid, lead(signs_from) over (order by signs_from) as followed_at from signing_keys
    ), gone as (
      delete from signing_keys using followed
      where signing_keys.kid = followed.kid
        and followed.followed_at < now() - make_interval(secs => ${keptSeconds})
    )
    update signing_keys set sealed = null from followed
    where signing_keys.kid = followed.kid and signing_keys.sealed is not null
      -- An instance may look at its own copy for a while yet.
      and followed.followed_at between now() - make_interval(secs => ${keptSeconds}) and now() - interval '1 minute'
  `.execute(query);
}
