import type { AuditEntry, AuditPage, AuditQuery } from '@haat/contracts/http/audit.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { AuthTables } from '../db/tables.ts';

/** Newest first. @throws http.cursor-invalid */
export async function listAuditLog(query: Kysely<AuthTables>, wanted: AuditQuery): Promise<AuditPage> {
  const { actor, action, subject, from, to, limit = 50, cursor } = wanted;
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const rows = await query
    .selectFrom('audit_log')
    .selectAll()
    .$if(Boolean(actor?.trim()), (select) => select.where('actor_email', '=', actor?.trim() ?? ''))
    // What is searched for is of letters, digits, dots and dashes: nothing in it is a pattern.
    .$if(Boolean(action), (select) => select.where('action', 'like', `${action}%`))
    .$if(Boolean(subject?.trim()), (select) => select.where('subject_id', '=', subject?.trim() ?? ''))
    .$if(from !== undefined, (select) => select.where('at', '>=', dayOf(from ?? '', 0)))
    .$if(to !== undefined, (select) => select.where('at', '<', dayOf(to ?? '', 1)))
    .$if(after !== undefined, (select) =>
      select.where(sql<boolean>`(at, act_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('act_id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toPage(rows, limit, (row) => [row.at.toISOString(), row.act_id]);
  return { items: page.rows.map(toEntry), nextCursor: page.nextCursor };
}

/** @returns the beginning of a day, or of one `later` days after it; the 31st of a shorter month is in the next one */
function dayOf(text: string, later: number): Date {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + later));
}

const toEntry = (row: Selectable<AuthTables['audit_log']>): AuditEntry => ({
  id: row.act_id,
  at: row.at.toISOString(),
  actor: { userId: row.actor_id, email: row.actor_email, staffRole: row.staff_role },
  impersonating: row.impersonating,
  action: row.action,
  subject: { type: row.subject_type, id: row.subject_id },
  before: row.before,
  after: row.after,
  reason: row.reason,
  from: { address: row.address, requestId: row.request_id },
});
