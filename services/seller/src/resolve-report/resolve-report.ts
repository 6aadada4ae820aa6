import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findReport, resolveOpenReport } from '../db/report-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { ReportNotFound, ReportResolved } from '../domain/store.errors.ts';

export const RESOLVE_ERRORS = [ReportNotFound, ReportResolved] as const;

/** @throws shop-report.not-found, shop-report.resolved */
export async function resolveReport(
  database: Database<SellerTables>,
  source: ActSource,
  id: string,
  note: string,
) {
  return database.transaction(async (unit) => {
    const resolved = await resolveOpenReport(unit.query, id, source.actor.userId, note);
    const report = await findReport(unit.query, id);
    if (!report) throw ReportNotFound();
    if (!resolved) throw ReportResolved();
    auditPrivilegedAct(unit, source, {
      action: 'shop-report.resolved',
      subject: { type: 'shop-report', id },
      after: { storeId: report.store_id },
      reason: note,
    });
    return report;
  });
}
