import { SellerOrder, ShipBody } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { afterDays } from '../domain/return.ts';
import { FULFIL_ERRORS, type FulfilDependencies, fulfilSellerOrder } from './fulfil-seller-order.ts';

export function fulfilSellerOrderRoutes(
  app: HttpApp,
  dependencies: FulfilDependencies & { readonly returnDays: number },
): void {
  const schema = {
    tags: ['seller'],
    params: IdParams,
    response: { 200: SellerOrder, ...problems(...FULFIL_ERRORS) },
  };
  app.post(
    '/v1/seller/orders/:id/pack',
    { schema: { ...schema, summary: 'The parcel is packed' } },
    async (request) => {
      const part = request.params.id as SellerOrderId;
      return fulfilSellerOrder(dependencies, requireSeller(request.actor), part, { kind: 'pack', part });
    },
  );
  app.post(
    '/v1/seller/orders/:id/ship',
    { schema: { ...schema, summary: 'The parcel is with the carrier', body: ShipBody } },
    async (request) => {
      const part = request.params.id as SellerOrderId;
      return fulfilSellerOrder(dependencies, requireSeller(request.actor), part, {
        kind: 'ship',
        part,
        ...request.body,
      });
    },
  );
  app.post(
    '/v1/seller/orders/:id/deliver',
    { schema: { ...schema, summary: 'The parcel has arrived' } },
    async (request) => {
      const part = request.params.id as SellerOrderId;
      const at = new Date();
      return fulfilSellerOrder(dependencies, requireSeller(request.actor), part, {
        kind: 'deliver',
        part,
        at,
        returnBy: afterDays(at, dependencies.returnDays),
      });
    },
  );
}
