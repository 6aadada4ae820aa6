import { Email } from '@haat/contracts/http/auth.ts';
import { Uuid } from '@haat/contracts/http/primitives.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { OrderKeys } from '../buyer.ts';
import type { OrderTables } from '../db/tables.ts';
import { OrderNotFound } from '../domain/order.errors.ts';

const LookUpBody = Type.Object(
  { number: Type.String({ minLength: 1, maxLength: 20 }), email: Email },
  { additionalProperties: false },
);

/** A guest who lost the page finds the order again by its number and the address it was placed with. */
export function lookUpOrderRoute(
  app: HttpApp,
  { database, keys }: { database: Database<OrderTables>; keys: OrderKeys },
): void {
  app.post(
    '/v1/orders/lookup',
    {
      schema: {
        summary: 'Find a guest order by number and e-mail address',
        tags: ['orders'],
        body: LookUpBody,
        response: {
          200: Type.Object({ orderId: Uuid, orderKey: Type.String() }),
          ...problems(OrderNotFound),
        },
      },
    },
    async ({ body }) => {
      const row = await database.query
        .selectFrom('orders')
        .select(['id', 'email'])
        .where('number', '=', body.number.trim().toUpperCase())
        // An account's orders are seen by logging in, never by knowing a number.
        .where('user_id', 'is', null)
        .executeTakeFirst();
      if (!row || row.email.toLowerCase() !== body.email.toLowerCase()) throw OrderNotFound();
      return { orderId: row.id, orderKey: keys.of(row.id) };
    },
  );
}
