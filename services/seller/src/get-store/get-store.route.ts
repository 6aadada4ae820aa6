import { Store, StoreParams } from '@haat/contracts/http/seller.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { defineError } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { SellerTables } from '../db/tables.ts';
import { toStore } from '../db/to-store.ts';

export const StoreNotFound = defineError('seller.store-not-found', 404, 'There is no such store.');

export function getStoreRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const schema = { params: StoreParams, response: { 200: Store, ...problems(StoreNotFound) } };
  const find = async (slug: string) => {
    const row = await database.query
      .selectFrom('stores')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirst();
    if (row?.status !== 'open') throw StoreNotFound();
    return toStore(row);
  };
  app.get(
    '/v1/sellers/:slug',
    { schema: { ...schema, summary: "A seller's shop", tags: ['sellers'] } },
    async (request) => find(request.params.slug),
  );
  app.get(
    '/internal/stores/:slug',
    { schema: { ...schema, summary: 'A store, for other services', tags: ['internal'] } },
    async (request) => find(request.params.slug),
  );
}
