import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { findLink, type OpenLink, takeAttempt, useLinkUp } from '../db/link-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { markEmailVerified } from '../db/user-repository.ts';
import { LinkInvalid, WrongCode } from '../domain/account.errors.ts';

/** @throws auth.code-wrong, also when it ran out or was tried too often */
export async function verifyEmailByCode(
  { database, secrets }: AccountDependencies,
  userId: UserId,
  code: string,
): Promise<void> {
  const proven = await database.transaction(async (unit) => {
    const link = await takeAttempt(unit.query, 'email-verification', userId);
    if (!link || !secrets.isCode(link, code)) return false;
    await useLinkUp(unit.query, link);
    await tellVerified(unit, link);
    return true;
  });
  if (!proven) throw WrongCode();
}

/** Whoever has the link reads the mails, so it needs no log-in. @throws auth.link-invalid */
export async function verifyEmailByLink({ database }: AccountDependencies, token: string): Promise<void> {
  await database.transaction(async (unit) => {
    const link = await findLink(unit.query, 'email-verification', token);
    if (!link || !(await useLinkUp(unit.query, link))) throw LinkInvalid();
    await tellVerified(unit, link);
  });
}

async function tellVerified(unit: UnitOfWork<AuthTables>, { subjectId, email }: OpenLink): Promise<void> {
  const userId = subjectId as UserId;
  const version = await markEmailVerified(unit.query, userId, email);
  if (version !== undefined) unit.emit(EmailVerified, { userId, email }, version);
}
