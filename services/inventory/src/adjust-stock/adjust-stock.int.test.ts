import { randomUUID } from 'node:crypto';
import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { Stock, StockPage } from '@haat/contracts/http/inventory.ts';
import {
  type ProblemBody,
  startTestServices,
  type TestAnswer,
  type TestServices,
} from '@haat/testing/test-services.ts';
import { openStock } from '@haat/testing/test-stock.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryTables } from '../db/tables.ts';

let services: TestServices;
const sellerId = randomUUID();
let token: string;
let stranger: string;
beforeAll(async () => {
  services = await startTestServices(['inventory']);
  const { identity } = services;
  token = await identity.tokenFor(identity.user({ roles: ['customer', 'seller'], sellerId }));
  stranger = await identity.tokenFor(identity.user({ roles: ['seller'], sellerId: randomUUID() }));
});
afterAll(() => services.stop());

const database = () => services.database<InventoryTables>('inventory');
const adjust = (offerId: string, delta: unknown, by = token) =>
  services.call<Stock & ProblemBody>('inventory', {
    method: 'POST',
    path: `/v1/seller/inventory/${offerId}/adjustments`,
    token: by,
    body: { delta, note: 'counted' },
  });
const rowOf = (offerId: string) =>
  database()
    .selectFrom('stock')
    .selectAll()
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
const movementsOf = (offerId: string) =>
  database()
    .selectFrom('movements')
    .select(['kind', 'quantity', 'note'])
    .where('offer_id', '=', offerId as never)
    .orderBy('id')
    .execute();

describe('adjusting stock', () => {
  it('puts units on the shelf and writes them off, each with its movement', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    await adjust(offerId, 5);
    const { status, body } = await adjust(offerId, -12);
    expect(status).toBe(200);
    expect(body).toMatchObject({ initial: 10, restocked: 5, writtenOff: 12, available: 3, sold: 0 });
    expect(await movementsOf(offerId)).toEqual([
      { kind: 'opened', quantity: 10, note: null },
      { kind: 'restocked', quantity: 5, note: 'counted' },
      { kind: 'written_off', quantity: 12, note: 'counted' },
    ]);
  });

  it('is in the audit log where staff did it in the seller’s place, and not where the seller did', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    const { identity } = services;
    const staff = { userId: randomUUID(), email: 'support@haat.example' };
    const user = identity.user({ roles: ['customer', 'seller'], sellerId, impersonator: staff });
    await adjust(offerId, 1);
    await adjust(offerId, -2, await identity.tokenFor(user));
    const acts = (await services.committed('inventory', PrivilegedAct)).map(({ payload }) => payload);
    expect(acts.filter(({ subject }) => subject.id === offerId)).toMatchObject([
      {
        action: 'stock.adjusted',
        actor: staff,
        impersonating: user.userId,
        before: { available: 11 },
        after: { available: 9 },
        reason: 'counted',
      },
    ]);
  });

  it('writes off no more than is available, also when asked ten times at once', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    const answers = await Promise.all(Array.from({ length: 10 }, () => adjust(offerId, -3)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3);
    expect(answers.filter((answer) => answer.body.code === 'inventory.write-off-too-large')).toHaveLength(7);
    expect(await rowOf(offerId)).toMatchObject({ available: 1, written_off: 9 });
  });

  it('does not know the stock of another seller', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    const before = await rowOf(offerId);
    const answer = await adjust(offerId, 5, stranger);
    expect([answer.status, answer.body.code]).toEqual([404, 'inventory.stock-not-found']);
    expect(await rowOf(offerId)).toEqual(before);
    expect(await movementsOf(offerId)).toHaveLength(1);
    const { body } = await services.call<StockPage>('inventory', {
      path: '/v1/seller/inventory',
      token: stranger,
    });
    expect(body.items).toEqual([]);
  });

  it.each([[1.5], ['5'], [null], [1_000_001]])('refuses a difference of %j', async (delta) => {
    const { offerId } = await openStock(services, 10, sellerId);
    const before = await rowOf(offerId);
    const answer = await adjust(offerId, delta);
    expect([answer.status, answer.body.code]).toEqual([400, 'http.validation']);
    expect(await rowOf(offerId)).toEqual(before);
  });

  it('does not let a customer in', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    const { identity } = services;
    const customer = await identity.tokenFor(identity.user());
    expect((await adjust(offerId, 5, customer)).status).toBe(403);
    expect(await rowOf(offerId)).toMatchObject({ available: 10, version: 1 });
  });

  it('tells of the shelf that is filled again', async () => {
    const { offerId } = await openStock(services, 0, sellerId);
    await adjust(offerId, 20);
    const told = (await services.committed('inventory', AvailabilityChanged)).filter(
      ({ payload }) => payload.offerId === offerId,
    );
    expect(told.map(({ payload }) => payload.availability)).toEqual(['in_stock']);
  });
});

describe('the count of units', () => {
  it('adds up after any order of adjustments, reservations and releases', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('adjust' as const), delta: fc.integer({ min: -6, max: 6 }) }),
      fc.record({
        kind: fc.constant('reserve' as const),
        order: fc.nat(4),
        quantity: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({ kind: fc.constant('release' as const), order: fc.nat(4) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const { offerId } = await openStock(services, 8, sellerId);
        const orders = Array.from({ length: 5 }, () => randomUUID());
        for (const each of steps) {
          if (each.kind === 'adjust') await adjust(offerId, each.delta);
          else if (each.kind === 'reserve') {
            await services.callAsService('inventory', {
              method: 'POST',
              path: '/internal/reservations',
              body: {
                orderId: orders[each.order],
                expiresAt: new Date(Date.now() + 900_000).toISOString(),
                lines: [{ offerId, quantity: each.quantity }],
              },
            });
          } else {
            await services.callAsService('inventory', {
              method: 'POST',
              path: `/internal/reservations/${orders[each.order]}/release`,
            });
          }
        }
        const row = await rowOf(offerId);
        expect(row.initial + row.restocked - row.written_off).toBe(row.available + row.reserved + row.sold);
        // The ledger tells the same story as the counters.
        const { shelf } = await database()
          .selectFrom('movements')
          .select(
            sql<number>`sum(case when kind in ('opened', 'restocked', 'released') then quantity else -quantity end)`.as(
              'shelf',
            ),
          )
          .where('offer_id', '=', offerId as never)
          .executeTakeFirstOrThrow();
        expect(Number(shelf)).toBe(row.available);
      }),
      { numRuns: 15 },
    );
  });

  it('is refused by the database itself where a statement would lose units', async () => {
    const { offerId } = await openStock(services, 10, sellerId);
    const before = await rowOf(offerId);
    await expect(
      database()
        .updateTable('stock')
        .set({ available: 9 })
        .where('offer_id', '=', offerId as never)
        .execute(),
    ).rejects.toThrow('stock_adds_up');
    expect(await rowOf(offerId)).toEqual(before);
  });
});

describe('listing stock', () => {
  it('pages through everything once', async () => {
    const { identity } = services;
    const own = randomUUID();
    const seller = await identity.tokenFor(identity.user({ roles: ['seller'], sellerId: own }));
    const opened = [];
    for (let index = 0; index < 5; index++) opened.push((await openStock(services, index, own)).offerId);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { body }: TestAnswer<StockPage> = await services.call<StockPage>('inventory', {
        path: `/v1/seller/inventory?${query}`,
        token: seller,
      });
      seen.push(...body.items.map((item) => item.offerId));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(opened.sort());
  });

  it.each(['x', 'WyJ4Il0', Buffer.from('[1]').toString('base64url')])(
    'refuses the cursor %s',
    async (cursor) => {
      const answer = await services.call('inventory', {
        path: `/v1/seller/inventory?cursor=${cursor}`,
        token,
      });
      expect([answer.status, answer.body.code]).toEqual([400, 'http.cursor-invalid']);
    },
  );
});
