import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import type { MailKind } from '../domain/mail-texts.ts';
import type { AuthTables } from './tables.ts';

/** More than anybody needs, and too few to fill somebody's mailbox. */
const MAILS_AN_HOUR = 6;
const BATCH = 50;

export interface MailRequest {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly linkNonce?: Buffer;
}

export interface DueMail extends MailRequest {
  readonly id: string;
  readonly details: Readonly<Record<string, string>>;
  readonly attempts: number;
}

/** In the transaction of what the mail tells of. */
export async function requestMail(query: Kysely<AuthTables>, mail: MailRequest): Promise<void> {
  await query
    .insertInto('mail_requests')
    .values({
      id: uuidv7(),
      kind: mail.kind,
      recipient: mail.recipient,
      details: JSON.stringify(mail.details ?? {}),
      link_nonce: mail.linkNonce ?? null,
    })
    .execute();
}

/**
 * Counts a mail that anybody can have sent to any address.
 * @returns whether the address may get it; of many at the same moment only as many come through
 */
export async function takeMailAllowance(query: Kysely<AuthTables>, address: string): Promise<boolean> {
  const passed = sql<boolean>`mail_allowances.since < now() - interval '1 hour'`;
  const row = await query
    .insertInto('mail_allowances')
    .values({ address, used: 1, since: sql<Date>`now()` })
    .onConflict((conflict) =>
      conflict.column('address').doUpdateSet({
        used: sql<number>`case when ${passed} then 1 else mail_allowances.used + 1 end`,
        since: sql<Date>`case when ${passed} then now() else mail_allowances.since end`,
      }),
    )
    .returning('used')
    .executeTakeFirstOrThrow();
  return row.used <= MAILS_AN_HOUR;
}

/** Leased until the next attempt, so that two instances do not hand over the same. */
export async function takeDueMails(query: Kysely<AuthTables>): Promise<DueMail[]> {
  const rows = await query
    .updateTable('mail_requests')
    .set({
      attempts: sql`attempts + 1`,
      next_attempt_at: sql<Date>`now() + make_interval(secs => least(5 * power(2, attempts), 600))`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('mail_requests')
        .select('id')
        .where('next_attempt_at', '<=', sql<Date>`now()`)
        .orderBy('next_attempt_at')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'kind', 'recipient', 'details', 'link_nonce', 'attempts'])
    .execute();
  return rows.map(({ link_nonce, ...row }) => ({ ...row, ...(link_nonce ? { linkNonce: link_nonce } : {}) }));
}

export async function forgetMail(query: Kysely<AuthTables>, id: string): Promise<void> {
  await query.deleteFrom('mail_requests').where('id', '=', id).execute();
}

/** The link that was made for it: an attempt after this one finds it and makes none. */
export async function noteLink(query: Kysely<AuthTables>, id: string, nonce: Buffer): Promise<void> {
  await query.updateTable('mail_requests').set({ link_nonce: nonce }).where('id', '=', id).execute();
}
