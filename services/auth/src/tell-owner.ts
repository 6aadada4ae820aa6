import type { AccountEventKind } from '@haat/contracts/http/factors.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountSource } from './account-source.ts';
import { recordAccountEvent } from './db/account-event-repository.ts';
import { requestMail } from './db/mail-request-repository.ts';
import type { AuthTables } from './db/tables.ts';
import type { StoredUser } from './db/user-repository.ts';
import type { SessionDependencies } from './open-session.ts';

/** What changes the ways in stands in the account's history and is told by mail: perhaps it was somebody else. */
export async function tellOwner(
  unit: UnitOfWork<AuthTables>,
  { mails }: Pick<SessionDependencies, 'mails'>,
  user: Pick<StoredUser, 'id' | 'email' | 'name'>,
  kind: AccountEventKind,
  source: AccountSource,
  detail: string | null = null,
): Promise<void> {
  await recordAccountEvent(unit, user.id, kind, source, detail);
  const { device, network } = source;
  const details = { name: user.name, what: kind, detail: detail ?? '', device, network };
  await requestMail(unit.query, {
    kind: 'ways-in-changed',
    recipient: user.email,
    details: { ...details, at: new Date().toISOString() },
  });
  unit.afterCommit(() => mails.runOnce());
}
