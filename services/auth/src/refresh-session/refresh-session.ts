import type { Database } from '@haat/platform/db/database.ts';
import { revokeFamily, useRefreshToken } from '../db/refresh-token-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserById, type StoredUser } from '../db/user-repository.ts';

/**
 * Uses a refresh token up. A token that comes a second time ends every session of its family: either the thief
 * or the owner has a stale one, and nobody can tell who.
 * @returns undefined when the session is over
 */
export async function refreshSession(
  database: Database<AuthTables>,
  token: string | undefined,
): Promise<{ user: StoredUser; familyId: string } | undefined> {
  if (!token) return undefined;
  return database.transaction(async (unit) => {
    const use = await useRefreshToken(unit.query, token);
    if (use.kind === 'reused') await revokeFamily(unit.query, use.familyId);
    if (use.kind !== 'good') return undefined;
    const user = await findUserById(unit.query, use.userId);
    return user && { user, familyId: use.familyId };
  });
}
