import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { findOrderWithTimeline, readerOf } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { toOrderView } from '../db/to-order-view.ts';
import { OrderNotFound } from '../domain/order.errors.ts';
import type { OrderChanges } from './order-changes.ts';

/** Keeps proxies from closing the line, and re-reads the order in case a change was announced and lost. */
const HEARTBEAT_MS = 15_000;

interface Dependencies {
  readonly database: Database<OrderTables>;
  readonly keys: OrderKeys;
  readonly changes: OrderChanges;
}

/** Server-sent events: the whole order at once and again after each change. */
export function trackOrderRoute(app: HttpApp, dependencies: Dependencies): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  app.get(
    '/v1/orders/:id/events',
    {
      schema: {
        summary: 'Follow an order (text/event-stream; event "order" with an Order as data)',
        tags: ['orders'],
        params: IdParams,
        response: { ...problems(OrderNotFound) },
      },
    },
    async (request, reply) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      const { database } = dependencies;
      const read = () => findOrderWithTimeline(database.query, reader, id);
      const first = await read();
      if (!first) throw OrderNotFound();
      await stream(request, reply, dependencies.changes, id, open, async (after) => {
        const found = await read();
        if (!found || found.order.version <= after) return undefined;
        const { order, timeline } = found;
        return { version: order.version, data: JSON.stringify(toOrderView(order, timeline)) };
      });
      return reply;
    },
  );
}

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  changes: OrderChanges,
  id: OrderId,
  open: Set<() => void>,
  readAfter: (version: number) => Promise<{ version: number; data: string } | undefined>,
): Promise<void> {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nginx and its like would otherwise hold events back.
    'x-accel-buffering': 'no',
    'x-request-id': request.id,
  });
  let sent = 0;
  let queue: Promise<void> = Promise.resolve();
  // One after the other: two changes at once must not arrive in the wrong order.
  const push = (otherwise: string) => {
    queue = queue.then(async () => {
      const change = await readAfter(sent);
      if (change) sent = change.version;
      if (!reply.raw.writableEnded) {
        reply.raw.write(change ? `id: ${change.version}\nevent: order\ndata: ${change.data}\n\n` : otherwise);
      }
    });
    queue = queue.catch((error: unknown) => {
      request.log.warn({ err: error }, 'order stream: read failed');
    });
  };
  const stopListening = await changes.listen(id, () => push(''));
  const heartbeat = setInterval(() => push(': still here\n\n'), HEARTBEAT_MS);
  const end = () => {
    clearInterval(heartbeat);
    open.delete(end);
    void stopListening();
    reply.raw.end();
  };
  open.add(end);
  request.raw.on('close', end);
  // After listening began, so that no change falls in between.
  push('');
}
