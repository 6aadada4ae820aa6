import type { OutboxRow } from '@haat/platform/outbox/envelope.ts';
import type { OutboxStore } from '@haat/platform/outbox/outbox-store.ts';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ProductDocument } from './documents.ts';

/**
 * Events wait inside the documents that they tell of. Two relays may publish the same event: consumers take it once.
 * @param options.brokerForgets the broker loses its queues when it stops: events stay until they are confirmed
 */
export function createMongoOutboxStore(
  { products }: Pick<CatalogDatabase, 'products'>,
  options: { brokerForgets: boolean },
): OutboxStore {
  /** Which version of which document the claimed events came from: what was added since must not be lost. */
  const claimed = new Map<string, { _id: ProductDocument['_id']; version: number; eventIds: string[] }>();
  const emptied = {
    $set: { pendingEvents: [] },
    $unset: { outboxState: '' as const, publishedAt: '' as const },
  };

  return {
    async claim(limit) {
      const documents = await products
        .find({ outboxState: 'pending' }, { projection: { pendingEvents: 1, version: 1 } })
        .limit(limit)
        .toArray();
      claimed.clear();
      return documents.flatMap(({ _id, version, pendingEvents }) => {
        const source = { _id, version, eventIds: pendingEvents.map((event) => event.id) };
        return pendingEvents.map((event) => {
          claimed.set(event.id, source);
          return { id: event.id, type: event.type, envelope: event.envelope };
        });
      });
    },
    async markPublished(rows) {
      const taken = new Set(rows.map((row) => row.id));
      // Where the broker refused one of a document's events, all of them are published again.
      const documents = new Map(
        rows.flatMap((row) => {
          const source = claimed.get(row.id);
          return source?.eventIds.every((id) => taken.has(id)) ? [[source._id, source.version] as const] : [];
        }),
      );
      const published = { $set: { outboxState: 'published' as const, publishedAt: new Date() } };
      const operations: AnyBulkWriteOperation<ProductDocument>[] = [...documents].map(([_id, version]) => ({
        updateOne: { filter: { _id, version }, update: options.brokerForgets ? published : emptied },
      }));
      if (operations.length > 0) await products.bulkWrite(operations, { ordered: false });
    },
    // Nothing was taken: the documents are pending still.
    release: async (_rows: readonly OutboxRow[]) => {},
    async confirmPublishedBefore(instant) {
      await products.updateMany({ outboxState: 'published', publishedAt: { $lt: instant } }, emptied);
    },
    async republishUnconfirmed() {
      await products.updateMany({ outboxState: 'published' }, { $set: { outboxState: 'pending' } });
    },
  };
}
