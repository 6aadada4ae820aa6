import type { Audience } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { requestMail } from '../db/mail-request-repository.ts';
import { useRefreshToken } from '../db/refresh-token-repository.ts';
import { endSession } from '../db/session-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserById, holdUser, type StoredUser } from '../db/user-repository.ts';
import { AudienceRefused } from '../domain/account.errors.ts';
import type { SessionDependencies } from '../open-session.ts';

/**
 * Uses a refresh token up. A token that comes a second time ends every session of its family: either the thief
 * or the owner has a stale one, and nobody can tell who. The owner is told by mail.
 * @returns undefined when the session is over
 * @throws auth.audience-refused
 */
export async function refreshSession(
  { database, mails }: Pick<SessionDependencies, 'database' | 'mails'>,
  token: string | undefined,
  audience: Audience,
): Promise<{ user: StoredUser; familyId: string } | undefined> {
  if (!token) return undefined;
  return database.transaction(async (unit) => {
    const use = await useRefreshToken(unit.query, token);
    if (use.kind === 'reused') {
      await endStolenSession(unit, use);
      unit.afterCommit(() => mails.runOnce());
    }
    if (use.kind !== 'good') return undefined;
    const user = await holdUser(unit.query, use.userId);
    // Thrown within the transaction: the token is not used up, the session goes on.
    if (user && !mayUse(user, audience)) throw AudienceRefused();
    return user && { user, familyId: use.familyId };
  });
}

async function endStolenSession(
  unit: UnitOfWork<AuthTables>,
  { userId, familyId }: { userId: UserId; familyId: string },
): Promise<void> {
  const place = await endSession(unit.query, userId, familyId);
  const user = await findUserById(unit.query, userId);
  if (!user) return;
  const details = { name: user.name, device: place?.device ?? '', at: new Date().toISOString() };
  await requestMail(unit.query, { kind: 'session-ended', recipient: user.email, details });
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
