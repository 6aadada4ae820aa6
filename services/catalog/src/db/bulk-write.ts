import { type AnyBulkWriteOperation, MongoBulkWriteError } from 'mongodb';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ProductDocument } from './documents.ts';

const DUPLICATE_KEY = 11_000;

export type ProductWrite = AnyBulkWriteOperation<ProductDocument>;

/** @returns the messages of duplicate keys, by the operation's index; @throws every other failure */
export async function bulkWriteProducts(
  { products }: Pick<CatalogDatabase, 'products'>,
  operations: readonly ProductWrite[],
): Promise<Map<number, string>> {
  try {
    await products.bulkWrite(operations, { ordered: false });
    return new Map();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (failures.some((failure) => failure.code !== DUPLICATE_KEY)) throw error;
    return new Map(failures.map((failure) => [failure.index, failure.errmsg ?? '']));
  }
}
