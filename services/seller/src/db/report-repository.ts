import type { ReportShopBody, ShopReport } from '@haat/contracts/http/shop-report.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import type { ReportRow, SellerTables } from './tables.ts';

type Query = Kysely<SellerTables>;
type ListedReport = ReportRow & { readonly slug: string; readonly name: string };

/** @returns undefined where a report of the same reporter is open */
export async function insertReport(
  query: Query,
  { userId }: UserActor,
  storeId: SellerId,
  { reason, text }: ReportShopBody,
): Promise<ReportRow | undefined> {
  return query
    .insertInto('store_reports')
    .values({ id: uuidv7(), store_id: storeId, reporter_id: userId, reason, body: text })
    .onConflict((conflict) =>
      conflict.columns(['store_id', 'reporter_id']).where('resolved_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

export async function countRecentReports(query: Query, { userId }: UserActor): Promise<number> {
  const { count } = await query
    .selectFrom('store_reports')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('reporter_id', '=', userId)
    .where('reported_at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** For staff. @returns undefined where it is resolved already, or not there */
export async function resolveOpenReport(
  query: Query,
  id: string,
  by: UserId,
  note: string,
): Promise<ReportRow | undefined> {
  return query
    .updateTable('store_reports')
    .set({ resolved_at: sql<Date>`now()`, resolved_by: by, resolution: note })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** For staff. */
export async function findReport(query: Query, id: string): Promise<ListedReport | undefined> {
  return reportsWithStores(query).where('store_reports.id', '=', id).executeTakeFirst();
}

/** For staff, newest first. */
export async function listReports(
  query: Query,
  state: 'open' | 'resolved' | undefined,
  limit: number,
  after: string | undefined,
): Promise<readonly ListedReport[]> {
  return reportsWithStores(query)
    .$if(state !== undefined, (select) =>
      select.where('resolved_at', state === 'open' ? 'is' : 'is not', null),
    )
    .$if(after !== undefined, (select) => select.where('store_reports.id', '<', after ?? ''))
    .orderBy('store_reports.id', 'desc')
    .limit(limit)
    .execute();
}

export async function countReports(query: Query): Promise<{ open: number; resolved: number }> {
  const { open, total } = await query
    .selectFrom('store_reports')
    .select(({ fn }) => [
      fn.countAll<string>().as('total'),
      fn.countAll<string>().filterWhere('resolved_at', 'is', null).as('open'),
    ])
    .executeTakeFirstOrThrow();
  return { open: Number(open), resolved: Number(total) - Number(open) };
}

const reportsWithStores = (query: Query) =>
  query
    .selectFrom('store_reports')
    .innerJoin('stores', 'stores.id', 'store_reports.store_id')
    .selectAll('store_reports')
    .select(['stores.slug', 'stores.name']);

export const toShopReport = (row: ListedReport): ShopReport => ({
  id: row.id,
  store: { id: row.store_id, slug: row.slug, name: row.name },
  reporterId: row.reporter_id,
  reason: row.reason,
  text: row.body,
  reportedAt: row.reported_at.toISOString(),
  resolution:
    row.resolved_at && row.resolved_by && row.resolution !== null
      ? { note: row.resolution, by: row.resolved_by, at: row.resolved_at.toISOString() }
      : null,
});
