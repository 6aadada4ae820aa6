import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { Role } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import type { SessionSource } from './account-source.ts';
import { recordAccountEvent } from './db/account-event-repository.ts';
import { closeRegistrations, lockAddress } from './db/registration-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { insertUser, type StoredUser } from './db/user-repository.ts';
import type { ProviderAccount } from './domain/provider-account.ts';
import { attachIdentity } from './link-identity/link-identity.ts';
import type { SessionDependencies } from './open-session.ts';
import { type IssuedSession, startSession } from './start-session.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly roles: Role[];
}

/**
 * An account whose address is proven, with its events.
 * @returns undefined when the address is taken
 */
export async function createAccount(
  unit: UnitOfWork<AuthTables>,
  { email, name, passwordHash, roles }: NewAccount,
): Promise<StoredUser | undefined> {
  await lockAddress(unit.query, email);
  const id = uuidv7() as UserId;
  const user = await insertUser(unit.query, { id, email, name, passwordHash, roles, emailVerified: true });
  if (!user) return undefined;
  await closeRegistrations(unit.query, user.email);
  unit.emit(UserRegistered, { userId: id, email: user.email, name: user.name }, 1);
  unit.emit(EmailVerified, { userId: id, email: user.email }, 1);
  return user;
}

/**
 * A customer's account by the password or by the account at a provider that it was begun with, and its first session.
 * @returns undefined when the address is taken
 * @throws auth.identity-taken when the account at the provider was linked to another one meanwhile
 */
export async function openAccount(
  unit: UnitOfWork<AuthTables>,
  dependencies: Pick<SessionDependencies, 'mails'>,
  account: Omit<NewAccount, 'roles'> & { readonly identity: ProviderAccount | null },
  source: SessionSource,
): Promise<IssuedSession | undefined> {
  const user = await createAccount(unit, { ...account, roles: ['customer'] });
  if (!user) return undefined;
  const { identity } = account;
  const amr = identity ? ['fed'] : ['pwd'];
  const session = await startSession(unit, dependencies, user, amr, source, 'registered');
  if (identity) {
    await attachIdentity(unit, user.id, identity);
    const here = { ...source, sessionId: session.sessionId };
    await recordAccountEvent(unit, user.id, 'identity-linked', here, identity.provider);
  }
  return session;
}
