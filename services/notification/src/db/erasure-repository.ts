import type { DataSubject } from '@haat/contracts/http/personal-data.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import type { NotificationTables } from './tables.ts';

/** Messages, mails and the address of a user; what waits to be sent is sent no more. */
export async function deleteOfUser(
  query: Kysely<NotificationTables>,
  { userId, email }: DataSubject,
): Promise<void> {
  await query
    .deleteFrom('people')
    .where('user_id', '=', userId as UserId)
    .execute();
  await query.deleteFrom('mail_preferences').where('user_id', '=', userId).execute();
  await query
    .deleteFrom('people')
    .where('user_id', '=', userId as UserId)
    .execute();
  await query.deleteFrom('inbox_messages').where('recipient', '=', `user:${userId}`).execute();
  await query.deleteFrom('deliveries').where(sql`lower(recipient)`, '=', email.toLowerCase()).execute();
}
