import { IdParams } from '@haat/contracts/http/primitives.ts';
import {
  ResolveReportBody,
  ShopReport,
  ShopReportPage,
  ShopReportQuery,
} from '@haat/contracts/http/shop-report.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { countReports, listReports, toShopReport } from '../db/report-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { RESOLVE_ERRORS, resolveReport } from './resolve-report.ts';

export function shopReportRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const tags = ['admin'];
  app.get(
    '/v1/admin/shop-reports',
    {
      schema: {
        summary: 'What was reported of shops, newest first, with the number in each state',
        tags,
        querystring: ShopReportQuery,
        response: { 200: ShopReportPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, state } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const start = after === undefined ? undefined : String(after);
      const [rows, counts] = await Promise.all([
        listReports(database.query, state, limit + 1, start),
        countReports(database.query),
      ]);
      const page = toPage(rows, limit, (row) => [row.id]);
      return { items: page.rows.map(toShopReport), nextCursor: page.nextCursor, counts };
    },
  );
  app.post(
    '/v1/admin/shop-reports/:id/resolve',
    {
      schema: {
        summary: 'Close a report, and note what came of it',
        tags,
        params: IdParams,
        body: ResolveReportBody,
        response: { 200: ShopReport, ...problems(...RESOLVE_ERRORS) },
      },
    },
    async (request) => {
      const { params, body } = request;
      return toShopReport(await resolveReport(database, actSource(request), params.id, body.note));
    },
  );
}
