import { EditStoreBody, Shop } from '@haat/contracts/http/seller.ts';
import { actSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { findStore, lockStore, saveStoreText } from '../db/store-repository.ts';
import type { SellerTables, StoreRow } from '../db/tables.ts';
import { toShop } from '../db/to-store.ts';
import { StoreNotFound } from '../domain/store.errors.ts';

export function editStoreRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const schema = { tags: ['seller'], response: { 200: Shop, ...problems(StoreNotFound) } };
  app.get(
    '/v1/seller/store',
    { schema: { ...schema, summary: 'The store as its shop page shows it' } },
    async (request) => toShop(await findStore(database.query, requireSeller(request.actor).sellerId)),
  );
  app.put(
    '/v1/seller/store',
    { schema: { ...schema, summary: 'Change what the shop page says of the store', body: EditStoreBody } },
    async (request) =>
      database.transaction(async (unit) => {
        const { sellerId } = requireSeller(request.actor);
        const before = await lockStore(unit.query, sellerId);
        const after = await saveStoreText(unit.query, sellerId, request.body);
        auditPrivilegedAct(unit, actSource(request), {
          action: 'store.edited',
          subject: { type: 'store', id: sellerId },
          before: textOf(before),
          after: textOf(after),
        });
        return toShop(after);
      }),
  );
}

const textOf = ({ about, returns_policy, dispatch_policy }: StoreRow) => ({
  about,
  returns: returns_policy,
  dispatch: dispatch_policy,
});
