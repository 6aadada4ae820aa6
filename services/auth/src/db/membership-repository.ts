import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { type Kysely, sql } from 'kysely';
import { revoke } from './revocation-repository.ts';
import type { AuthTables } from './tables.ts';

/**
 * What the seller service last told of the user. Word that is older than what is known changes nothing. Tokens issued
 * before are refused; a refresh gives one that carries the change.
 */
export async function setMembership(
  query: Kysely<AuthTables>,
  userId: UserId,
  sequence: number,
  membership: { readonly sellerId: SellerId; readonly role: SellerRole } | null,
): Promise<void> {
  const changed = await query
    .updateTable('users')
    .set({
      seller_id: membership?.sellerId ?? null,
      seller_role: membership?.role ?? null,
      roles: membership
        ? sql`(select array_agg(distinct role) from unnest(roles || array['seller']) as role)`
        : sql`array_remove(roles, 'seller')`,
      membership_sequence: sequence,
      version: sql`version + 1`,
    })
    .where('id', '=', userId)
    .where('membership_sequence', '<', sequence)
    .returning('id')
    .executeTakeFirst();
  if (changed) await revoke(query, 'user', userId);
}
