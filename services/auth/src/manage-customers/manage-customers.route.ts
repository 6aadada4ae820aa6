import { Customer, ReasonBody } from '@haat/contracts/http/customer.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AuthTables } from '../db/tables.ts';
import { MANAGE_CUSTOMER_ERRORS, setCustomerDisabled } from './manage-customers.ts';

export function manageCustomersRoutes(app: HttpApp, { database }: { database: Database<AuthTables> }): void {
  const schema = {
    tags: ['admin'],
    params: IdParams,
    body: ReasonBody,
    response: { 200: Customer, ...problems(...MANAGE_CUSTOMER_ERRORS) },
  };
  for (const [name, isDisabled, summary] of [
    ['disable', true, 'Close an account: its sessions end, and nobody logs in to it'],
    ['enable', false, 'Open a closed account again'],
  ] as const) {
    app.post(`/v1/admin/customers/:id/${name}`, { schema: { ...schema, summary } }, async (request) =>
      setCustomerDisabled(database, actSource(request), request.params.id as UserId, {
        isDisabled,
        reason: request.body.reason,
      }),
    );
  }
}
