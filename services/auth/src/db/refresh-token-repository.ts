import { createHash, randomBytes } from 'node:crypto';
import type { UserId } from '@haat/contracts/ids.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import { endSession } from './session-repository.ts';
import type { AuthTables } from './tables.ts';

const LIFETIME = sql<Date>`now() + interval '30 days'`;
/** Two tabs may refresh at the same moment: a token used this recently is not taken for stolen. */
const RACE_SECONDS = 10;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @returns the token for the cookie; only its hash is stored */
export async function issueRefreshToken(
  query: Kysely<AuthTables>,
  userId: UserId,
  familyId: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await query
    .insertInto('refresh_tokens')
    .values({
      id: uuidv7(),
      family_id: familyId,
      user_id: userId,
      token_hash: hashOf(token),
      expires_at: LIFETIME,
      used_at: null,
      revoked_at: null,
    })
    .execute();
  return token;
}

export type TokenUse =
  | { readonly kind: 'good'; readonly userId: UserId; readonly familyId: string }
  /** Used before and not just now: somebody else has it. */
  | { readonly kind: 'reused'; readonly userId: UserId; readonly familyId: string }
  | { readonly kind: 'unknown' };

/** Whose it is, unless it has ended or run out; nothing is locked yet. */
export async function findTokenOwner(
  query: Kysely<AuthTables>,
  token: string,
): Promise<{ userId: UserId; familyId: string } | undefined> {
  const row = await query
    .selectFrom('refresh_tokens')
    .select(['user_id', 'family_id'])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row && { userId: row.user_id, familyId: row.family_id };
}

/** Uses a token up. Of several uses at once, one wins and the others fall under the race allowance. */
export async function useRefreshToken(query: Kysely<AuthTables>, token: string): Promise<TokenUse> {
  const row = await query
    .selectFrom('refresh_tokens')
    .select(['id', 'user_id', 'family_id', 'revoked_at'])
    .select(sql<boolean>`expires_at < now()`.as('expired'))
    .select(sql<boolean>`used_at < now() - make_interval(secs => ${RACE_SECONDS})`.as('used_long_ago'))
    .where('token_hash', '=', hashOf(token))
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.expired || row.revoked_at) return { kind: 'unknown' };
  if (row.used_long_ago) return { kind: 'reused', userId: row.user_id, familyId: row.family_id };
  await query
    .updateTable('refresh_tokens')
    .set({ used_at: sql<Date>`coalesce(used_at, now())` })
    .where('id', '=', row.id)
    .execute();
  return { kind: 'good', userId: row.user_id, familyId: row.family_id };
}

export async function endSessionOfToken(query: Kysely<AuthTables>, token: string): Promise<void> {
  const owner = await findTokenOwner(query, token);
  if (owner) await endSession(query, owner.userId, owner.familyId);
}
