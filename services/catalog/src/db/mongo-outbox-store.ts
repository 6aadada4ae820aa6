import type { OutboxRow } from '@haat/platform/outbox/envelope.ts';
import type { OutboxStore } from '@haat/platform/outbox/outbox-store.ts';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ActDocument, ProductDocument } from './documents.ts';

/** What the documents have in common whose events wait in them. */
type Pending = Pick<ActDocument, '_id' | 'pendingEvents' | 'outboxState' | 'publishedAt'> & {
  readonly version: ProductDocument['version'];
};

interface Source {
  readonly collection: Collection<Pending>;
  readonly _id: Pending['_id'];
  readonly version: number;
  readonly eventIds: readonly string[];
}

/**
 * Events wait inside the documents that they tell of. Two relays may publish the same event: consumers take it once.
 * @param options.brokerForgets the broker loses its queues when it stops: events stay until they are confirmed
 */
export function createMongoOutboxStore(
  { products, acts }: Pick<CatalogDatabase, 'products' | 'acts'>,
  options: { brokerForgets: boolean },
): OutboxStore {
  /** Which version of which document the claimed events came from: what was added since must not be lost. */
  const claimed = new Map<string, Source>();
  const collections = [acts, products] as unknown as readonly Collection<Pending>[];
  const emptied = {
    $set: { pendingEvents: [] },
    $unset: { outboxState: '' as const, publishedAt: '' as const },
  };

  return {
    async claim(limit) {
      claimed.clear();
      const rows: OutboxRow[] = [];
      for (const collection of collections) {
        if (rows.length >= limit) break;
        const documents = await collection
          .find({ outboxState: 'pending' }, { projection: { pendingEvents: 1, version: 1 } })
          .limit(limit)
          .toArray();
        for (const { _id, version, pendingEvents } of documents) {
          const source = { collection, _id, version, eventIds: pendingEvents.map((event) => event.id) };
          for (const { id, type, envelope } of pendingEvents) {
            claimed.set(id, source);
            rows.push({ id, type, envelope });
          }
        }
      }
      return rows;
    },
    async markPublished(rows) {
      const taken = new Set(rows.map((row) => row.id));
      // Where the broker refused one of a document's events, all of them are published again.
      const sources = new Set(
        rows.flatMap((row) => {
          const source = claimed.get(row.id);
          return source?.eventIds.every((id) => taken.has(id)) ? [source] : [];
        }),
      );
      const published = { $set: { outboxState: 'published' as const, publishedAt: new Date() } };
      for (const [collection, each] of Map.groupBy(sources, (source) => source.collection)) {
        const operations: AnyBulkWriteOperation<Pending>[] = each.map(({ _id, version }) => ({
          updateOne: { filter: { _id, version }, update: options.brokerForgets ? published : emptied },
        }));
        await collection.bulkWrite(operations, { ordered: false });
      }
    },
    // Nothing was taken: the documents are pending still.
    release: async (_rows: readonly OutboxRow[]) => {},
    async confirmPublishedBefore(instant) {
      for (const collection of collections) {
        await collection.updateMany({ outboxState: 'published', publishedAt: { $lt: instant } }, emptied);
      }
    },
    async republishUnconfirmed() {
      for (const collection of collections) {
        await collection.updateMany({ outboxState: 'published' }, { $set: { outboxState: 'pending' } });
      }
    },
  };
}
