import { StoreParams } from '@haat/contracts/http/seller.ts';
import { ReportShopBody, ShopReportReceipt } from '@haat/contracts/http/shop-report.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { SellerTables } from '../db/tables.ts';
import { REPORT_ERRORS, reportStore } from './report-store.ts';

export function reportStoreRoute(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  app.post(
    '/v1/sellers/:slug/reports',
    {
      schema: {
        summary: 'Tell the staff that something is wrong with a shop',
        tags: ['sellers'],
        params: StoreParams,
        body: ReportShopBody,
        response: { 201: ShopReportReceipt, ...problems(...REPORT_ERRORS) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const report = await reportStore(database, requireUser(request.actor), params.slug, body);
      return reply.code(201).send({ id: report.id, reportedAt: report.reported_at.toISOString() });
    },
  );
}
