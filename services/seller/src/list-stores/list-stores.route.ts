import { StoreList } from '@haat/contracts/http/seller.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { SellerTables } from '../db/tables.ts';
import { toStore } from '../db/to-store.ts';

const MOST = 200;

export function listStoresRoute(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  app.get(
    '/v1/sellers',
    { schema: { summary: 'Shops, by name', tags: ['sellers'], response: { 200: StoreList } } },
    async () => {
      const rows = await database.query
        .selectFrom('stores')
        .selectAll()
        .where('status', '=', 'open')
        .orderBy('name')
        .limit(MOST)
        .execute();
      return { stores: rows.map(toStore) };
    },
  );
}
