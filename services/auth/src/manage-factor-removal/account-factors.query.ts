import type { AccountFactors } from '@haat/contracts/http/customer.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { findFactorRemoval } from '../db/factor-removal-repository.ts';
import type { AuthTables } from '../db/tables.ts';

/** @returns undefined where there is no such account */
export async function readAccountFactors(
  query: Kysely<AuthTables>,
  userId: UserId,
): Promise<AccountFactors | undefined> {
  const row = await query
    .selectFrom('users')
    .select([
      sql<boolean>`exists (
        select from totp_credentials where user_id = users.id and confirmed_at is not null
      )`.as('totp'),
      sql<number>`(select count(*) from recovery_codes where user_id = users.id and used_at is null)`.as(
        'recoveryCodesLeft',
      ),
      sql<number>`(select count(*) from passkeys where user_id = users.id)`.as('passkeys'),
    ])
    .where('id', '=', userId)
    .executeTakeFirst();
  const removal = row && (await findFactorRemoval(query, userId));
  return (
    row && {
      ...row,
      removal: removal
        ? {
            orderedBy: removal.ordered_by.email,
            reason: removal.reason,
            orderedAt: removal.ordered_at.toISOString(),
            takesEffectAt: removal.takes_effect_at.toISOString(),
          }
        : null,
    }
  );
}
