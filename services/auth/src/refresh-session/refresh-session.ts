import type { Audience } from '@haat/contracts/http/auth.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { revokeFamily, useRefreshToken } from '../db/refresh-token-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { holdUser, type StoredUser } from '../db/user-repository.ts';
import { AudienceRefused } from '../domain/account.errors.ts';

/**
 * Uses a refresh token up. A token that comes a second time ends every session of its family: either the thief
 * or the owner has a stale one, and nobody can tell who.
 * @returns undefined when the session is over
 * @throws auth.audience-refused
 */
export async function refreshSession(
  database: Database<AuthTables>,
  token: string | undefined,
  audience: Audience,
): Promise<{ user: StoredUser; familyId: string; issuedAt: number } | undefined> {
  if (!token) return undefined;
  return database.transaction(async (unit) => {
    const use = await useRefreshToken(unit.query, token);
    if (use.kind === 'reused') await revokeFamily(unit.query, use.familyId);
    if (use.kind !== 'good') return undefined;
    const user = await holdUser(unit.query, use.userId);
    // Thrown within the transaction: the token is not used up, the session goes on.
    if (user && !mayUse(user, audience)) throw AudienceRefused();
    // Taken while the user is held: a role that changes after it is revoked after it, too.
    return user && { user, familyId: use.familyId, issuedAt: Date.now() };
  });
}

/** A surface is for those who have a role there. */
function mayUse(user: StoredUser, audience: Audience): boolean {
  switch (audience) {
    case 'store':
      return true;
    case 'seller':
      return user.sellerRole !== null;
    case 'admin':
      return user.staffRole !== null;
  }
}
