import { Shop, Store, StoreParams } from '@haat/contracts/http/seller.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { findOpenStore } from '../db/store-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { toShop, toStore } from '../db/to-store.ts';
import { StoreNotFound } from '../domain/store.errors.ts';

export function getStoreRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  app.get(
    '/v1/sellers/:slug',
    {
      schema: {
        summary: "A seller's shop",
        tags: ['sellers'],
        params: StoreParams,
        response: { 200: Shop, ...problems(StoreNotFound) },
      },
    },
    async (request) => toShop(await findOpenStore(database.query, request.params.slug)),
  );
  app.get(
    '/internal/stores/:slug',
    {
      schema: {
        summary: 'A store, for other services',
        tags: ['internal'],
        params: StoreParams,
        response: { 200: Store, ...problems(StoreNotFound) },
      },
    },
    async (request) => toStore(await findOpenStore(database.query, request.params.slug)),
  );
}
