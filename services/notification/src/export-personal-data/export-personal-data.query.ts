import type { DataSubject, PersonalDataSection } from '@haat/contracts/http/personal-data.ts';
import { type Kysely, sql } from 'kysely';
import type { NotificationTables } from '../db/tables.ts';

export async function exportPersonalData(
  query: Kysely<NotificationTables>,
  { userId, email }: DataSubject,
): Promise<PersonalDataSection[]> {
  const messages = await query
    .selectFrom('inbox_messages')
    .select(['title', 'body', 'created_at as createdAt', 'read_at as readAt'])
    .where('recipient', '=', `user:${userId}`)
    .orderBy('id')
    .execute();
  const mails = await query
    .selectFrom('deliveries')
    .select(['recipient', 'subject', 'status', 'created_at as createdAt', 'sent_at as sentAt'])
    .where(sql`lower(recipient)`, '=', email.toLowerCase())
    .orderBy('id')
    .execute();
  return [
    { name: 'messages', items: messages },
    { name: 'mails', items: mails },
  ];
}
