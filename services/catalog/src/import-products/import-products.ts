import { createHash } from 'node:crypto';
import type { ImportJob, ImportQuery } from '@haat/contracts/http/import.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { ActSource } from '@haat/platform/audit/privileged-act.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import { DomainError } from '@haat/platform/errors/domain-error.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import { recordAct } from '../db/record-act.ts';
import { SellerUnknown } from '../domain/catalog.errors.ts';
import { CATEGORIES_TAG } from '../list-categories/list-categories.route.ts';
import type { ImportJobDocument, ImportRowDocument } from './import-documents.ts';
import { type ListingDependencies, listProducts } from './list-products.ts';
import { readRows } from './read-rows.ts';

const BATCH = 250;
const DEFAULT_STOCK = 25;

export interface ImportDependencies extends ListingDependencies {
  readonly sellers: ServiceClient;
  readonly cache: Cache;
  readonly currency: string;
}

/**
 * Takes a file in: every row is stored with its verdict before the job begins to list products. The same file with the
 * same options is the same job, wherever an earlier try was cut off.
 * @throws import.unreadable, import.seller-unknown
 */
export async function startImport(
  dependencies: ImportDependencies,
  source: ActSource,
  query: ImportQuery,
  file: Buffer,
  processing: Job,
): Promise<ImportJob> {
  const { database } = dependencies;
  const seller = await findSeller(dependencies.sellers, query.seller);
  const stock = query.defaultStock ?? DEFAULT_STOCK;
  const jobId = createHash('sha256')
    .update(JSON.stringify([seller.id, stock, query.defaultCategory ?? null]))
    .update(file)
    .digest('hex')
    .slice(0, 32);
  const known = await database.importJobs.findOne({ _id: jobId });
  if (known && known.status !== 'receiving') return describeJob(dependencies, known);

  const job: ImportJobDocument = {
    _id: jobId,
    fileName: query.fileName,
    sellerId: seller.id,
    sellerSlug: seller.slug,
    sellerName: seller.name,
    status: 'receiving',
    startedAt: known?.startedAt ?? new Date(),
    completedAt: null,
  };
  const options = {
    currency: dependencies.currency,
    defaultStock: stock,
    defaultCategory: query.defaultCategory,
  };
  let first = true;
  try {
    for await (const rows of readRows(file, jobId, options)) {
      // Only a file whose header is known leaves a trace.
      if (first) {
        await recordAct(database, source, {
          action: 'catalogue.imported',
          subject: { type: 'import', id: jobId },
          after: { fileName: query.fileName, sellerId: seller.id },
        });
        await database.importJobs.replaceOne({ _id: jobId }, job, { upsert: true });
      }
      first = false;
      await database.importRows.bulkWrite(
        rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
        { ordered: false },
      );
    }
  } catch (error) {
    // A file that breaks off half-way will never be received: it may not stand in the list as if it were.
    if (error instanceof DomainError && error.code === 'import.unreadable') {
      await database.importJobs.deleteOne({ _id: jobId });
      await database.importRows.deleteMany({ jobId });
    }
    throw error;
  }
  const received = { ...job, status: 'processing' as const };
  await database.importJobs.replaceOne({ _id: jobId }, received, { upsert: true });
  void processing.runOnce();
  return describeJob(dependencies, received);
}

async function findSeller(sellers: ServiceClient, slug: string): Promise<Store> {
  return sellers.call<Store>({ method: 'GET', path: `/internal/stores/${slug}` }).catch((error: unknown) => {
    throw error instanceof DomainError && error.status === 404 ? SellerUnknown({ seller: slug }) : error;
  });
}

/** Lists what received files hold, batch by batch; what a crash cut off goes on at the next run. */
export async function processImports(dependencies: ImportDependencies): Promise<void> {
  const { database, cache } = dependencies;
  for (const job of await database.importJobs.find({ status: 'processing' }).toArray()) {
    while (await processBatch(dependencies, job)) {
      // Each pass takes the next rows that are pending.
    }
    await database.importJobs.updateOne(
      { _id: job._id },
      { $set: { status: 'completed', completedAt: new Date() } },
    );
    await cache.invalidate([CATEGORIES_TAG]);
  }
}

/** @returns whether there was anything to do */
async function processBatch(dependencies: ImportDependencies, job: ImportJobDocument): Promise<boolean> {
  const { database } = dependencies;
  const rows = await database.importRows.find({ jobId: job._id, status: 'pending' }).limit(BATCH).toArray();
  if (rows.length === 0) return false;
  const seller = { id: job.sellerId as SellerId, slug: job.sellerSlug, name: job.sellerName };
  const work = rows.flatMap((row) => (row.draft ? [{ id: row._id, draft: row.draft }] : []));
  const outcomes = await listProducts(
    dependencies,
    seller,
    work.map(({ draft }) => draft),
  );
  await database.importRows.bulkWrite(
    work.map(({ id }, index) => {
      const outcome = outcomes[index];
      // The draft has done its service; the row stays for the report.
      const change =
        outcome && 'productId' in outcome
          ? { status: 'listed' as const, draft: null, productId: outcome.productId }
          : { status: 'rejected' as const, draft: null, ...outcome?.rejection };
      return { updateOne: { filter: { _id: id }, update: { $set: change } } };
    }),
    { ordered: false },
  );
  return true;
}

/** The counts are taken from the rows themselves, in one look, so they always add up. */
export async function describeJob(
  { database }: Pick<ImportDependencies, 'database'>,
  job: ImportJobDocument,
): Promise<ImportJob> {
  const counted = await database.importRows
    .aggregate<{ _id: ImportRowDocument['status']; count: number }>([
      { $match: { jobId: job._id } },
      { $group: { _id: '$status', count: { $sum: 1 } } },
    ])
    .toArray();
  const count = (status: ImportRowDocument['status']) =>
    counted.find(({ _id }) => _id === status)?.count ?? 0;
  const [listed, rejected, pending] = [count('listed'), count('rejected'), count('pending')];
  return {
    id: job._id,
    fileName: job.fileName,
    sellerId: job.sellerId,
    sellerName: job.sellerName,
    status: job.status,
    rows: listed + rejected + pending,
    listed,
    rejected,
    pending,
    startedAt: job.startedAt.toISOString(),
    completedAt: job.completedAt?.toISOString() ?? null,
  };
}
