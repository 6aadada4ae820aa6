import {
  ImportJob,
  ImportJobPage,
  ImportParams,
  ImportQuery,
  type ImportRow,
  ImportRowPage,
  ImportRowQuery,
} from '@haat/contracts/http/import.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import { ImportNotFound, ImportUnreadable, SellerUnknown } from '../domain/catalog.errors.ts';
import type { ImportRowDocument } from './import-documents.ts';
import { describeJob, type ImportDependencies, startImport } from './import-products.ts';

const FILE_LIMIT = 64 * 1024 * 1024;

export async function importProductsRoutes(
  app: HttpApp,
  dependencies: ImportDependencies & { processing: Job },
): Promise<void> {
  const { database, processing } = dependencies;
  const findJob = async (id: string) => {
    const job = await database.importJobs.findOne({ _id: id });
    if (!job) throw ImportNotFound();
    return job;
  };

  await app.register(async (scope: HttpApp) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/v1/admin/imports',
      {
        bodyLimit: FILE_LIMIT,
        schema: {
          summary: 'Import products of a seller from a CSV (text/csv)',
          tags: ['admin'],
          querystring: ImportQuery,
          response: { 202: ImportJob, ...problems(ImportUnreadable, SellerUnknown) },
        },
      },
      async (request, reply) => {
        if (!Buffer.isBuffer(request.body)) throw ImportUnreadable();
        const job = await startImport(
          dependencies,
          actSource(request),
          request.query,
          request.body,
          processing,
        );
        return reply.code(202).send(job);
      },
    );
  });

  app.get(
    '/v1/admin/imports',
    { schema: { summary: 'Imports, newest first', tags: ['admin'], response: { 200: ImportJobPage } } },
    async () => {
      const jobs = await database.importJobs.find().sort({ startedAt: -1 }).limit(50).toArray();
      return {
        items: await Promise.all(jobs.map((job) => describeJob(dependencies, job))),
        nextCursor: null,
      };
    },
  );
  app.get(
    '/v1/admin/imports/:id',
    {
      schema: {
        summary: 'An import and how far it is',
        tags: ['admin'],
        params: ImportParams,
        response: { 200: ImportJob, ...problems(ImportNotFound) },
      },
    },
    async (request) => describeJob(dependencies, await findJob(request.params.id)),
  );
  app.get(
    '/v1/admin/imports/:id/rows',
    {
      schema: {
        summary: 'What became of each row, in the order of the file',
        tags: ['admin'],
        params: ImportParams,
        querystring: ImportRowQuery,
        response: { 200: ImportRowPage, ...problems(ImportNotFound, InvalidCursor) },
      },
    },
    async (request) => {
      const job = await findJob(request.params.id);
      const { status, limit = 50, cursor } = request.query;
      const [after] = cursor ? readCursor(cursor, ['integer']) : [];
      const rows = await database.importRows
        .find({
          jobId: job._id,
          ...(status ? { status } : {}),
          ...(after === undefined ? {} : { line: { $gt: Number(after) } }),
        })
        .sort({ line: 1 })
        .limit(limit + 1)
        .toArray();
      const page = toPage(rows, limit, (row) => [row.line]);
      return { items: page.rows.map(toImportRow), nextCursor: page.nextCursor };
    },
  );
  app.get(
    '/v1/admin/imports/:id/report.csv',
    { schema: { summary: 'The same as a CSV', tags: ['admin'], params: ImportParams } },
    async (request, reply) => {
      const job = await findJob(request.params.id);
      const rows = await database.importRows.find({ jobId: job._id }).sort({ line: 1 }).toArray();
      const lines = rows.map(({ line, status, title, productId, code, reason }) =>
        [String(line), status, title, productId ?? '', code ?? '', reason ?? ''].map(csvField).join(','),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="import-${job._id}.csv"`)
        .send(`${['line,status,title,product,code,reason', ...lines].join('\r\n')}\r\n`);
    },
  );
}

const toImportRow = (row: ImportRowDocument): ImportRow => ({
  line: row.line,
  status: row.status,
  title: row.title,
  productId: row.productId,
  code: row.code,
  reason: row.reason,
});

/** Quoted, and harmless in a spreadsheet: a leading = + - @ would be run as a formula. */
const csvField = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
