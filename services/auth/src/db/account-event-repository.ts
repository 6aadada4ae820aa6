import type { AccountEventKind } from '@haat/contracts/http/factors.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import type { Kysely, Selectable } from 'kysely';
import type { AccountSource } from '../account-source.ts';
import type { AuthTables } from './tables.ts';

/** In the transaction of what it tells of: a history for the owner, to which rows are only added. */
export async function recordAccountEvent(
  { query }: { readonly query: Kysely<AuthTables> },
  userId: UserId,
  kind: AccountEventKind,
  source: AccountSource,
  detail: string | null = null,
): Promise<void> {
  await query
    .insertInto('account_events')
    .values({
      id: uuidv7(),
      user_id: userId,
      kind,
      detail,
      session_id: source.sessionId,
      device: source.device,
      network: source.network,
    })
    .execute();
}

export type AccountEventRow = Selectable<AuthTables['account_events']>;

/** Newest first; all of them where no page is asked for. @param page.after id of the last one shown */
export async function listAccountEvents(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
  page?: { readonly limit: number; readonly after: string | undefined },
): Promise<AccountEventRow[]> {
  const events = query
    .selectFrom('account_events')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc');
  if (!page) return events.execute();
  const { limit, after } = page;
  return (after === undefined ? events : events.where('id', '<', after)).limit(limit).execute();
}
