import { AccountFactors, ReasonBody } from '@haat/contracts/http/customer.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { AccountNotFound } from '../domain/people.errors.ts';
import { readAccountFactors } from './account-factors.query.ts';
import {
  CANCEL_REMOVAL_ERRORS,
  cancelFactorRemovalByStaff,
  ORDER_REMOVAL_ERRORS,
  orderFactorRemoval,
  type RemovalDependencies,
} from './manage-factor-removal.ts';

export function manageFactorRemovalRoutes(app: HttpApp, dependencies: RemovalDependencies): void {
  const tags = ['admin'];
  app.get(
    '/v1/admin/customers/:id/second-factors',
    {
      schema: {
        summary: 'The second factors of an account, and whether they are about to be removed',
        tags,
        params: IdParams,
        response: { 200: AccountFactors, ...problems(AccountNotFound) },
      },
    },
    async (request) => {
      const factors = await readAccountFactors(dependencies.database.query, request.params.id as UserId);
      if (!factors) throw AccountNotFound();
      return factors;
    },
  );
  app.post(
    '/v1/admin/customers/:id/second-factors/removal',
    {
      schema: {
        summary:
          'Have the second factors of an account removed after a while; its owner is told and can cancel it',
        tags,
        params: IdParams,
        body: ReasonBody,
        response: { 202: Type.Null(), ...problems(...ORDER_REMOVAL_ERRORS) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await orderFactorRemoval(dependencies, actSource(request), id as UserId, request.body.reason);
      return reply.code(202).send(null);
    },
  );
  app.delete(
    '/v1/admin/customers/:id/second-factors/removal',
    {
      schema: {
        summary: 'Leave the second factors of an account as they are after all',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(...CANCEL_REMOVAL_ERRORS) },
      },
    },
    async (request, reply) => {
      await cancelFactorRemovalByStaff(dependencies, actSource(request), request.params.id as UserId);
      return reply.code(204).send(null);
    },
  );
}
