import type { LiveSession } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { UNKNOWN_DEVICE } from '../place.ts';
import { revoke, revokeSessions } from './revocation-repository.ts';
import type { AuthTables } from './tables.ts';

/** A refresh token lives as long; whoever has not come back by then cannot. */
const ALIVE = sql<Date>`now() - interval '30 days'`;
const KEPT = sql<Date>`now() - interval '60 days'`;
const LISTED = 100;

/** Where a session is used: what the browser says it is, and from which network. */
export interface Place {
  readonly device: string;
  readonly network: string;
}

/** @param session.amr how its user has just proved who they are */
export async function insertSession(
  query: Kysely<AuthTables>,
  session: Place & { readonly id: string; readonly userId: UserId; readonly amr: readonly string[] },
): Promise<void> {
  await query
    .insertInto('sessions')
    .values({
      id: session.id,
      user_id: session.userId,
      device: session.device,
      network: session.network,
      ended_at: null,
      amr: [...session.amr],
      auth_time: sql<Date>`now()`,
    })
    .execute();
}

/** Whoever ends it and whoever goes on with it take turns; both lock user, session and tokens in this order. */
export async function lockSession(query: Kysely<AuthTables>, id: string): Promise<void> {
  await query.selectFrom('sessions').select('id').where('id', '=', id).forUpdate().execute();
}

/**
 * The session goes on. One that an instance of before opened has no row yet, and gets one.
 * @returns how its user proved who they are; undefined when it is being ended at this moment
 */
export async function touchSession(
  query: Kysely<AuthTables>,
  session: Place & { readonly id: string; readonly userId: UserId },
): Promise<string[] | undefined> {
  const row = await query
    .insertInto('sessions')
    .values({
      id: session.id,
      user_id: session.userId,
      device: session.device,
      network: session.network,
      ended_at: null,
      auth_time: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({
          // What it was begun on; who refreshes it may say what they like.
          device: sql<string>`case sessions.device when ${UNKNOWN_DEVICE} then ${session.device} else sessions.device end`,
          network: session.network,
          last_used_at: sql<Date>`now()`,
        })
        .where('sessions.ended_at', 'is', null),
    )
    .returning('amr')
    .executeTakeFirst();
  return row?.amr;
}

/** @returns whether the user of the session proved lately who they are */
export async function isSessionFresh(
  query: Kysely<AuthTables>,
  { sessionId, userId }: { readonly sessionId: string; readonly userId: UserId },
  minutes: number,
): Promise<boolean> {
  const row = await query
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('auth_time', '>', sql<Date>`now() - make_interval(mins => ${minutes})`)
    .executeTakeFirst();
  return row !== undefined;
}

/** The user of a session has just proved again who they are, perhaps in one more way. */
export async function strengthenSession(
  query: Kysely<AuthTables>,
  { sessionId, userId }: { readonly sessionId: string; readonly userId: UserId },
  amr: readonly string[],
): Promise<void> {
  await query
    .updateTable('sessions')
    .set({
      amr: sql<string[]>`amr || array(
        select method from unnest(${[...amr]}::text[]) with ordinality as given (method, place)
        where method <> all (amr) order by place
      )`,
      auth_time: sql<Date>`now()`,
    })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
}

export async function hadSessions(query: Kysely<AuthTables>, userId: UserId): Promise<boolean> {
  const row = await query
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest use first. @param currentId the one that asks */
export async function listSessions(
  query: Kysely<AuthTables>,
  userId: UserId,
  currentId: string,
): Promise<LiveSession[]> {
  const rows = await query
    .selectFrom('sessions')
    .select(['id', 'device', 'network', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('last_used_at', '>', ALIVE)
    .orderBy('last_used_at', 'desc')
    .limit(LISTED)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    network: row.network,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    current: row.id === currentId,
  }));
}

/** @returns where it was; undefined when there is no such session of the user, or none any more */
export async function endSession(
  query: Kysely<AuthTables>,
  userId: UserId,
  id: string,
): Promise<Place | undefined> {
  const row = await query
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .returning(['device', 'network'])
    .executeTakeFirst();
  await query
    .updateTable('refresh_tokens')
    .set({ revoked_at: sql<Date>`now()` })
    .where('family_id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
  if (row) await revokeSessions(query, [id]);
  return row;
}

/** Every session of the user but the one given, with the tokens of all of them. */
export async function endOtherSessions(
  query: Kysely<AuthTables>,
  userId: UserId,
  keptId: string,
): Promise<void> {
  const sessions = await query
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('id', '!=', keptId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  const tokens = await query
    .updateTable('refresh_tokens')
    .set({ revoked_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('family_id', '!=', keptId)
    .where('revoked_at', 'is', null)
    .returning('family_id')
    .execute();
  const ids = new Set([...sessions.map(({ id }) => id), ...tokens.map(({ family_id }) => family_id)]);
  await revokeSessions(query, [...ids]);
}

export async function endAllSessions(query: Kysely<AuthTables>, userId: UserId): Promise<void> {
  await query
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
  await query
    .updateTable('refresh_tokens')
    .set({ revoked_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
  await revoke(query, 'user', userId);
}

export async function forgetOldSessions(query: Kysely<AuthTables>): Promise<void> {
  await query.deleteFrom('sessions').where('last_used_at', '<', KEPT).execute();
  await query
    .deleteFrom('refresh_tokens')
    .where('expires_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
}
