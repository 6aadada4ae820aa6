import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { hashOfSecret } from '../domain/link-secrets.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import { newSecret } from '../new-secret.ts';
import type { AuthTables } from './tables.ts';
import type { StoredUser } from './user-repository.ts';

export const CHALLENGE_SECONDS = 600;
const LIFETIME = sql<Date>`now() + make_interval(secs => ${CHALLENGE_SECONDS})`;
/** Of 10^6 codes, three of which are right at a time, this many may be tried. */
const MAX_ATTEMPTS = 5;

export interface LogInProof {
  /** How somebody proved who they are. */
  readonly amr: readonly string[];
  /** What is to be linked when they are in. */
  readonly identity: ProviderAccount | null;
}

/** A log-in that is on its way. */
export interface OpenLogIn extends LogInProof {
  /** As of its first step. */
  readonly user: Pick<StoredUser, 'id' | 'credentialsEpoch'>;
}

const COLUMNS = ['user_id', 'credentials_epoch', 'amr', 'identity'] as const;

/** @returns the challenge for the client; only its hash is stored */
export async function insertLogInChallenge(
  query: Kysely<AuthTables>,
  kind: 'second-factor' | 'link',
  { user, amr, identity }: OpenLogIn,
): Promise<string> {
  const token = newSecret();
  await query
    .insertInto('login_challenges')
    .values({
      token_hash: hashOfSecret(token),
      kind,
      user_id: user.id,
      credentials_epoch: user.credentialsEpoch,
      amr: [...amr],
      identity: identity && JSON.stringify(identity),
      expires_at: LIFETIME,
    })
    .execute();
  return token;
}

/**
 * Takes one of the few attempts at a second step; of many at the same moment only as many come through. It is committed
 * whatever comes of it.
 * @returns undefined when there is no such challenge, or no attempt left
 */
export async function takeLogInAttempt(
  query: Kysely<AuthTables>,
  challenge: string,
): Promise<(OpenLogIn & { readonly attemptsLeft: number }) | undefined> {
  const row = await query
    .updateTable('login_challenges')
    .set({ attempts: sql`attempts + 1` })
    .where('token_hash', '=', hashOfSecret(challenge))
    .where('kind', '=', 'second-factor')
    .where('expires_at', '>', sql<Date>`now()`)
    .where('attempts', '<', MAX_ATTEMPTS)
    .returning([...COLUMNS, 'attempts'])
    .executeTakeFirst();
  return row && { ...toLogIn(row), attemptsLeft: MAX_ATTEMPTS - row.attempts };
}

/** Without taking an attempt: to say by which keys it can be answered. */
export async function findLogInChallenge(
  query: Kysely<AuthTables>,
  challenge: string,
): Promise<{ userId: UserId } | undefined> {
  const row = await query
    .selectFrom('login_challenges')
    .select('user_id')
    .where('token_hash', '=', hashOfSecret(challenge))
    .where('kind', '=', 'second-factor')
    .where('expires_at', '>', sql<Date>`now()`)
    .where('attempts', '<', MAX_ATTEMPTS)
    .executeTakeFirst();
  return row && { userId: row.user_id };
}

/** @returns what it was for; undefined when it was used or has run out: of two uses at once, one wins */
export async function useLogInChallenge(
  query: Kysely<AuthTables>,
  kind: 'second-factor' | 'link',
  challenge: string,
): Promise<OpenLogIn | undefined> {
  const row = await query
    .deleteFrom('login_challenges')
    .where('token_hash', '=', hashOfSecret(challenge))
    .where('kind', '=', kind)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toLogIn(row);
}

/** Log-ins that were begun with what is not good any more, e.g. the password of before. */
export async function endOpenLogIns(query: Kysely<AuthTables>, userId: UserId): Promise<void> {
  await query.deleteFrom('login_challenges').where('user_id', '=', userId).execute();
}

const toLogIn = (row: {
  user_id: UserId;
  credentials_epoch: number;
  amr: string[];
  identity: ProviderAccount | null;
}): OpenLogIn => ({
  user: { id: row.user_id, credentialsEpoch: row.credentials_epoch },
  amr: row.amr,
  identity: row.identity,
});
