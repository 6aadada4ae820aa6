import type { MailKind } from '@haat/contracts/http/notification.ts';
import { type Kysely, sql } from 'kysely';
import { isOptional, OPTIONAL_MAILS, type OptionalMailKind } from '../domain/mail-kinds.ts';
import type { NotificationTables } from './tables.ts';

type Preferences = Readonly<Record<OptionalMailKind, boolean>>;

export async function readPreferences(
  query: Kysely<NotificationTables>,
  userId: string,
): Promise<Preferences> {
  const rows = await query
    .selectFrom('mail_preferences')
    .select(['kind', 'enabled'])
    .where('user_id', '=', userId)
    .execute();
  return { ...OPTIONAL_MAILS, ...Object.fromEntries(rows.map(({ kind, enabled }) => [kind, enabled])) };
}

export async function setPreferences(
  query: Kysely<NotificationTables>,
  userId: string,
  changes: { readonly [Kind in OptionalMailKind]?: boolean },
): Promise<void> {
  const entries = Object.entries(changes) as [OptionalMailKind, boolean][];
  await query
    .insertInto('mail_preferences')
    .values(entries.map(([kind, enabled]) => ({ user_id: userId, kind, enabled })))
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'kind']).doUpdateSet((row) => ({
        enabled: row.ref('excluded.enabled'),
        changed_at: sql<Date>`now()`,
      })),
    )
    .execute();
}

interface Addressed {
  readonly kind?: MailKind;
  readonly userId?: string | null | undefined;
}

/** Those that are always sent, and those of a kind that their user wants; guests could tell nobody what they want. */
export async function wantedMails<Mail extends Addressed>(
  query: Kysely<NotificationTables>,
  mails: readonly Mail[],
): Promise<Mail[]> {
  const optional = mails.filter(({ kind }) => kind !== undefined && isOptional(kind));
  const users = [...new Set(optional.flatMap(({ userId }) => userId ?? []))];
  const chosen = users.length > 0 ? await preferencesOfMany(query, users) : [];
  return mails.filter(({ kind, userId }) => {
    if (kind === undefined || !isOptional(kind)) return true;
    const row = chosen.find((each) => each.user_id === userId && each.kind === kind);
    return row?.enabled ?? OPTIONAL_MAILS[kind];
  });
}

const preferencesOfMany = (query: Kysely<NotificationTables>, userIds: readonly string[]) =>
  query
    .selectFrom('mail_preferences')
    .select(['user_id', 'kind', 'enabled'])
    .where('user_id', '=', sql<string>`any(${userIds})`)
    .execute();
