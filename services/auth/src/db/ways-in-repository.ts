import type { ReauthenticationMethods } from '@haat/contracts/http/factors.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { type Kysely, sql } from 'kysely';
import { SessionEnded } from '../domain/account.errors.ts';
import { EmailUnproven, LastWayIn, Reauthenticate } from '../domain/factor.errors.ts';
import { isSessionFresh } from './session-repository.ts';
import type { AuthTables } from './tables.ts';
import { findUserById, type StoredUser } from './user-repository.ts';

/** As long as one change after another may take. */
const FRESH_MINUTES = 10;

/**
 * An account whose address nobody has shown to be theirs gets no second way in: whoever registered it with somebody
 * else's address would stay in when that person comes.
 * @throws auth.email-unproven
 */
export async function requireProvenAddress(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
): Promise<void> {
  const row = await query
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('email_verified_at', 'is not', null)
    .executeTakeFirst();
  if (!row) throw EmailUnproven();
}

/** Held against everything else that changes how one gets in, until the transaction ends. @throws auth.session-ended */
export async function lockWaysIn(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
): Promise<StoredUser> {
  await query.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
  const user = await findUserById(query, userId);
  if (!user) throw SessionEnded();
  return user;
}

export interface WaysInSummary {
  readonly hasPassword: boolean;
  readonly passkeys: number;
  /** Ids of linked providers. */
  readonly providers: readonly string[];
}

export async function findWaysIn(query: Kysely<AuthTables>, userId: UserId): Promise<WaysInSummary> {
  return query
    .selectFrom('users')
    .select([
      sql<boolean>`password_hash is not null`.as('hasPassword'),
      sql<number>`(select count(*) from passkeys where passkeys.user_id = users.id)`.as('passkeys'),
      sql<string[]>`array(select provider from identities where identities.user_id = users.id)`.as(
        'providers',
      ),
    ])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}

/** After one was taken out, with the ways in locked. @throws auth.last-way-in when nothing is left */
export async function requireAnotherWayIn(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
): Promise<void> {
  const { hasPassword, passkeys, providers } = await findWaysIn(query, userId);
  if (!hasPassword && passkeys === 0 && providers.length === 0) throw LastWayIn();
}

/**
 * The guard of what a stolen session must not do: the user has proved who they are within ten minutes.
 * @throws auth.reauthenticate with the ways in which they can
 */
export async function requireRecentAuthentication(
  query: Kysely<AuthTables>,
  actor: UserActor,
): Promise<void> {
  if (await isSessionFresh(query, actor, FRESH_MINUTES)) return;
  const { hasPassword, passkeys, providers } = await findWaysIn(query, actor.userId);
  const methods: ReauthenticationMethods = {
    password: hasPassword,
    passkey: passkeys > 0,
    providers: [...new Set(providers)],
  };
  throw Reauthenticate({ methods });
}
