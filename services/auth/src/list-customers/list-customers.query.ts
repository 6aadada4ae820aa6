import type { CustomerPage, CustomerQuery } from '@haat/contracts/http/customer.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { type Kysely, sql } from 'kysely';
import { CUSTOMER_COLUMNS, toCustomer } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';

/** Newest first. Two bounds in place of a pattern: whatever is typed is taken as it is, and the index is used. */
export async function listCustomers(
  query: Kysely<AuthTables>,
  { q, limit = 25, cursor }: CustomerQuery,
): Promise<CustomerPage> {
  const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
  const start = q?.trim().toLowerCase() ?? '';
  const begins = (text: ReturnType<typeof sql>) =>
    sql<boolean>`(${text} ~>=~ ${start} and ${text} ~<~ ${`${start}\u{10FFFF}`})`;
  const rows = await query
    .selectFrom('users')
    .select(CUSTOMER_COLUMNS)
    .$if(start !== '', (select) =>
      select.where((where) => where.or([begins(sql`lower(email::text)`), begins(sql`lower(name)`)])),
    )
    .$if(after !== undefined, (select) =>
      select.where(sql<boolean>`(created_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
  return { items: page.rows.map(toCustomer), nextCursor: page.nextCursor };
}
