import { Customer, CustomerPage, CustomerQuery } from '@haat/contracts/http/customer.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { findCustomer } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { AccountNotFound } from '../domain/people.errors.ts';
import { listCustomers } from './list-customers.query.ts';

export function listCustomersRoutes(app: HttpApp, { database }: { database: Database<AuthTables> }): void {
  const tags = ['admin'];
  app.get(
    '/v1/admin/customers',
    {
      schema: {
        summary: 'Accounts, newest first',
        tags,
        querystring: CustomerQuery,
        response: { 200: CustomerPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => listCustomers(database.query, request.query),
  );
  app.get(
    '/v1/admin/customers/:id',
    {
      schema: {
        summary: 'An account',
        tags,
        params: IdParams,
        response: { 200: Customer, ...problems(AccountNotFound) },
      },
    },
    async (request) => {
      const customer = await findCustomer(database.query, request.params.id as UserId);
      if (!customer) throw AccountNotFound();
      return customer;
    },
  );
}
