import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

/** What guesses are counted at; there may be no account behind an address. */
export type GuessTarget =
  | { readonly kind: 'address'; readonly address: string }
  /** The same, in a browser where the account was logged in before: a stranger's guesses do not close it. */
  | {
      readonly kind: 'device';
      readonly address: string;
      readonly deviceId: string;
      /** A new password is a new start, on every device. */
      readonly epoch: number;
    }
  /** The password of somebody who is logged in. */
  | { readonly kind: 'user'; readonly userId: string }
  /** A code: whoever guesses at it knew the first step, or is logged in. */
  | { readonly kind: 'code'; readonly userId: string };

export type Guess =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly retryAfterSeconds: number };

/** In a row, before the target is closed for a minute; then for two, four … */
const FREE = 5;
const LONGEST_MINUTES = 15;

/**
 * Counts a guess before it is looked at, in one statement: of fifty at the same moment five come through. A guess that
 * was right takes the count back by {@link forgetGuesses}.
 */
export async function takeGuess(query: Kysely<AuthTables>, target: GuessTarget): Promise<Guess> {
  const key = keyOf(target);
  const failures = sql<number>`case when guesses.updated_at < now() - interval '1 day' then 1 else guesses.failures + 1 end`;
  const taken = await query
    .insertInto('guesses')
    .values({ target: key, failures: 1, closed_until: null })
    .onConflict((conflict) =>
      conflict
        .column('target')
        .doUpdateSet({
          failures,
          closed_until: sql<Date | null>`case when ${failures} >= ${sql.lit(FREE)}
            then now() + make_interval(mins => least(power(2, least(${failures} - ${sql.lit(FREE)}, 10)), ${sql.lit(LONGEST_MINUTES)})::integer) end`,
          updated_at: sql<Date>`now()`,
        })
        .where((where) =>
          where.or([
            where('guesses.closed_until', 'is', null),
            where('guesses.closed_until', '<=', sql<Date>`now()`),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst();
  if (taken) return { kind: 'open' };
  const closed = await query
    .selectFrom('guesses')
    .select(sql<number>`ceil(extract(epoch from closed_until - now()))::integer`.as('seconds'))
    .where('target', '=', key)
    .executeTakeFirst();
  return { kind: 'closed', retryAfterSeconds: Math.max(1, closed?.seconds ?? 1) };
}

export async function forgetGuesses(query: Kysely<AuthTables>, target: GuessTarget): Promise<void> {
  await query.deleteFrom('guesses').where('target', '=', keyOf(target)).execute();
}

export async function forgetOldGuesses(query: Kysely<AuthTables>): Promise<void> {
  await query.deleteFrom('guesses').where('updated_at', '<', sql<Date>`now() - interval '1 day'`).execute();
}

/** Addresses as the database compares them; kept as hashes, for most of them may be nobody's. */
function keyOf(target: GuessTarget): RawBuilder<Buffer> {
  switch (target.kind) {
    case 'address':
      return sql`sha256(convert_to('address:' || lower(${target.address}::text), 'UTF8'))`;
    case 'device':
      return sql`sha256(convert_to('device:' || ${target.deviceId}::text || ':' || ${target.epoch}::text || ':' || lower(${target.address}::text), 'UTF8'))`;
    case 'user':
      return sql`sha256(convert_to('user:' || ${target.userId}::text, 'UTF8'))`;
    case 'code':
      return sql`sha256(convert_to('code:' || ${target.userId}::text, 'UTF8'))`;
  }
}
