import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { issueLink } from '../db/link-repository.ts';
import { requestMail, takeMailAllowance } from '../db/mail-request-repository.ts';
import type { Registration } from '../db/registration-repository.ts';
import type { AuthTables } from '../db/tables.ts';

/** Has the mail sent, unless the address had its share; the caller is told neither. */
export async function mailRegistration(
  unit: UnitOfWork<AuthTables>,
  { secrets, mails }: Pick<AccountDependencies, 'secrets' | 'mails'>,
  { id, email }: Registration,
): Promise<void> {
  if (!(await takeMailAllowance(unit.query, email))) return;
  const linkNonce = await issueLink(unit.query, secrets, { purpose: 'registration', subjectId: id, email });
  await requestMail(unit.query, { kind: 'registration', recipient: email, linkNonce });
  unit.afterCommit(() => mails.runOnce());
}
