import { type Kysely, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

/** What was begun and never finished. */
export async function forgetOldLogIns(query: Kysely<AuthTables>): Promise<void> {
  for (const table of ['login_challenges', 'passkey_challenges', 'provider_visits'] as const) {
    await sql`delete from ${sql.table(table)} where expires_at < now()`.execute(query);
  }
  await sql`
    delete from totp_credentials where confirmed_at is null and created_at < now() - interval '1 day'
  `.execute(query);
}
