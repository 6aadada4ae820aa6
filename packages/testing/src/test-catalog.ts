import { type CatalogDatabase, openCatalogDatabase } from '@haat/catalog/db/catalog-database.ts';
import type { Environment } from './test-environment.ts';

/** The catalogue's own documents, and the events inside them. */
export interface TestCatalog {
  readonly documents: CatalogDatabase;
  /** Every event committed so far: its envelope, as it was or will be published. */
  committed(): Promise<{ type: string; envelope: string }[]>;
  outbox(): Promise<{ waiting: number; total: number }>;
  close(): Promise<void>;
}

export async function openTestCatalog(environment: Environment): Promise<TestCatalog> {
  const documents = await openCatalogDatabase(
    environment.MONGODB_URL ?? '',
    environment.MONGODB_DATABASE ?? '',
  );
  const products = async () => {
    const options = { projection: { pendingEvents: 1, outboxState: 1 } };
    return [
      ...(await documents.acts.find({}, options).toArray()),
      ...(await documents.products.find({}, options).toArray()),
    ];
  };
  return {
    documents,
    committed: async () => (await products()).flatMap((product) => product.pendingEvents),
    async outbox() {
      const found = await products();
      return {
        waiting: found.filter((product) => product.outboxState === 'pending').length,
        total: found.reduce((sum, product) => sum + product.pendingEvents.length, 0),
      };
    },
    close: documents.close,
  };
}
