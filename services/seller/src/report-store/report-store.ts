import type { ReportShopBody } from '@haat/contracts/http/shop-report.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { lockAccount } from '../db/member-repository.ts';
import { countRecentReports, insertReport } from '../db/report-repository.ts';
import { findOpenStore } from '../db/store-repository.ts';
import type { ReportRow, SellerTables } from '../db/tables.ts';
import { ReportOpen, StoreNotFound, TooManyReports } from '../domain/store.errors.ts';

const MOST_A_DAY = 5;

export const REPORT_ERRORS = [StoreNotFound, ReportOpen, TooManyReports] as const;

/** @throws seller.store-not-found, shop-report.open, shop-report.too-many */
export async function reportStore(
  database: Database<SellerTables>,
  actor: UserActor,
  slug: string,
  body: ReportShopBody,
): Promise<ReportRow> {
  return database.transaction(async (unit) => {
    const store = await findOpenStore(unit.query, slug);
    await lockAccount(unit.query, actor.userId);
    if ((await countRecentReports(unit.query, actor)) >= MOST_A_DAY) throw TooManyReports();
    const report = await insertReport(unit.query, actor, store.id, body);
    if (!report) throw ReportOpen();
    return report;
  });
}
