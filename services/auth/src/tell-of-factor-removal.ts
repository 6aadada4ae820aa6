import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountSource } from './account-source.ts';
import { recordAccountEvent } from './db/account-event-repository.ts';
import { type MailRequest, requestMail } from './db/mail-request-repository.ts';
import type { AuthTables } from './db/tables.ts';
import type { StoredUser } from './db/user-repository.ts';
import type { SessionDependencies } from './open-session.ts';

/** What staff do is no device of the owner's. */
export const BY_SUPPORT: AccountSource = { device: 'Our support', network: '', sessionId: null };

/** Each step stands in the account's history and is told by mail. */
export async function tellOfFactorRemoval(
  unit: UnitOfWork<AuthTables>,
  { mails }: Pick<SessionDependencies, 'mails'>,
  user: Pick<StoredUser, 'id' | 'email' | 'name'>,
  kind: 'factor-removal-ordered' | 'factor-removal-cancelled' | 'factors-removed',
  source: AccountSource,
  mail: Pick<MailRequest, 'linkNonce' | 'details'> = {},
): Promise<void> {
  await recordAccountEvent(unit, user.id, kind, source);
  const details = { name: user.name, at: new Date().toISOString(), ...mail.details };
  await requestMail(unit.query, { ...mail, kind, recipient: user.email, details });
  unit.afterCommit(() => mails.runOnce());
}
