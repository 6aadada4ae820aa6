import { AuditPage, AuditQuery } from '@haat/contracts/http/audit.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AuthTables } from '../db/tables.ts';
import { listAuditLog } from './list-audit-log.query.ts';

export function listAuditLogRoute(app: HttpApp, { database }: { database: Database<AuthTables> }): void {
  app.get(
    '/v1/admin/audit',
    {
      schema: {
        summary: 'What was done by special rights, newest first',
        tags: ['admin'],
        querystring: AuditQuery,
        response: { 200: AuditPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => listAuditLog(database.query, request.query),
  );
}
