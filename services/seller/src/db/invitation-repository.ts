import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { SellerTables } from './tables.ts';

const LIFETIME = sql<Date>`now() + interval '14 days'`;
const OPEN = sql<boolean>`expires_at > now()`;

export type InvitationRow = Selectable<SellerTables['store_invitations']>;

/** Addresses are compared in small letters. */
export const addressKey = (email: string): string => email.toLowerCase();

export async function listInvitations(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
): Promise<readonly InvitationRow[]> {
  return query
    .selectFrom('store_invitations')
    .selectAll()
    .where('store_id', '=', sellerId)
    .where(OPEN)
    .orderBy('invited_at')
    .execute();
}

/** Another invitation to the same address takes the place of the first. */
export async function saveInvitation(
  query: Kysely<SellerTables>,
  invitation: { sellerId: SellerId; email: string; role: SellerRole; invitedBy: UserId },
): Promise<InvitationRow> {
  const { sellerId, email, role, invitedBy } = invitation;
  return query
    .insertInto('store_invitations')
    .values({
      id: uuidv7(),
      store_id: sellerId,
      email: addressKey(email),
      role,
      invited_by: invitedBy,
      expires_at: LIFETIME,
    })
    .onConflict((conflict) =>
      conflict.columns(['store_id', 'email']).doUpdateSet({
        role,
        invited_by: invitedBy,
        invited_at: sql<Date>`now()`,
        expires_at: LIFETIME,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteInvitation(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
  id: string,
): Promise<InvitationRow | undefined> {
  return query
    .deleteFrom('store_invitations')
    .where('id', '=', id)
    .where('store_id', '=', sellerId)
    .returningAll()
    .executeTakeFirst();
}

/** Of those who are invited: only what is addressed to them. */
export async function listInvitationsTo(query: Kysely<SellerTables>, email: string) {
  return query
    .selectFrom('store_invitations')
    .innerJoin('stores', 'stores.id', 'store_invitations.store_id')
    .select(['store_invitations.id', 'role', 'expires_at', 'stores.name', 'stores.slug'])
    .where('email', '=', addressKey(email))
    .where(OPEN)
    .orderBy('invited_at', 'desc')
    .limit(50)
    .execute();
}

/** Uses the invitation up. @returns undefined where it is not open, or addressed to somebody else */
export async function takeInvitation(
  query: Kysely<SellerTables>,
  id: string,
  email: string,
): Promise<InvitationRow | undefined> {
  return query
    .deleteFrom('store_invitations')
    .where('id', '=', id)
    .where('email', '=', addressKey(email))
    .where(OPEN)
    .returningAll()
    .executeTakeFirst();
}
