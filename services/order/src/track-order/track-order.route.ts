import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { findOrderPage, type OrderPage } from '../db/order-page.query.ts';
import { readerOf } from '../db/order-reader.ts';
import type { OrderTables } from '../db/tables.ts';
import { OrderNotFound } from '../domain/order.errors.ts';
import { type OrderChanges, type OrderNews, toNews } from './order-changes.ts';

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
      const read = () => findOrderPage(database.query, reader, id);
      // Listening begins before the first look, so that no change falls in between.
      let onChange = (_news: OrderNews | undefined) => {};
      let changed = false;
      const stopListening = await dependencies.changes.listen(id, (news) => {
        changed = true;
        onChange(news);
      });
      const first = await read();
      if (!first) {
        await stopListening();
        throw OrderNotFound();
      }
      const push = stream(request, reply, { open, stopListening, first, read });
      onChange = push;
      if (changed) push(undefined);
      return reply;
    },
  );
}

interface Source {
  readonly open: Set<() => void>;
  readonly stopListening: () => Promise<void>;
  readonly first: OrderPage;
  readonly read: () => Promise<OrderPage | undefined>;
}

/** Sends the order, and keeps the line open. @returns what sends news, or looks for it where there is none at hand */
function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  source: Source,
): (news: OrderNews | undefined) => void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nginx and its like would otherwise hold events back.
    'x-accel-buffering': 'no',
    'x-request-id': request.id,
  });
  const first = toNews(source.first);
  reply.raw.write(toEvent(first));
  let sent = first.version;
  let queue: Promise<void> = Promise.resolve();
  // One after the other: two changes at once must not arrive in the wrong order.
  const push = (known: OrderNews | undefined, otherwise: string) => {
    queue = queue.then(async () => {
      const found = known ?? (await source.read().then((order) => order && toNews(order)));
      const isNew = found !== undefined && found.version > sent;
      if (isNew) sent = found.version;
      if (!reply.raw.writableEnded) reply.raw.write(isNew ? toEvent(found) : otherwise);
    });
    queue = queue.catch((error: unknown) => {
      request.log.warn({ err: error }, 'order stream: read failed');
    });
  };
  const heartbeat = setInterval(() => push(undefined, ': still here\n\n'), HEARTBEAT_MS);
  const end = () => {
    clearInterval(heartbeat);
    source.open.delete(end);
    void source.stopListening();
    reply.raw.end();
  };
  source.open.add(end);
  request.raw.on('close', end);
  return (news) => push(news, '');
}

const toEvent = ({ version, data }: OrderNews): string => `id: ${version}\nevent: order\ndata: ${data}\n\n`;
