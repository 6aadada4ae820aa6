import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { AccessTokenVerifier } from '@haat/platform/auth/access-token.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { DomainError } from '@haat/platform/errors/domain-error.ts';
import { clientAddress, networkOf } from '@haat/platform/http/client-address.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { findOrderPage, type OrderPage } from '../db/order-page.query.ts';
import { readerOf } from '../db/order-reader.ts';
import type { OrderTables } from '../db/tables.ts';
import { OrderNotFound, TooManyStreams } from '../domain/order.errors.ts';
import { type OrderChanges, type OrderNews, toNews } from './order-changes.ts';

/** Keeps proxies from closing the line, and re-reads the order in case a change was announced and lost. */
const HEARTBEAT_MS = 15_000;
/** Of one account, or of the guests of one network: each costs a connection and a read at every heartbeat. */
const MAX_STREAMS = 100;
const RETRY_SECONDS = 20;

interface Dependencies {
  readonly database: Database<OrderTables>;
  readonly keys: OrderKeys;
  readonly changes: OrderChanges;
  readonly accessTokens: AccessTokenVerifier;
}

/** Server-sent events: the whole order at once and again after each change. */
export function trackOrderRoute(app: HttpApp, dependencies: Dependencies): void {
  const open = new Set<() => void>();
  const places = createPlaces(MAX_STREAMS);
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
        response: { ...problems(OrderNotFound, TooManyStreams) },
      },
    },
    async (request, reply) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      const { database, accessTokens } = dependencies;
      const read = async () => {
        // Who has logged out meanwhile, or whose token has run out, asks again.
        const token = request.headers.authorization?.replace(/^Bearer /, '');
        if (token !== undefined) await accessTokens.verify(token);
        return findOrderPage(database.query, reader, id);
      };
      const leave = places.take(request);
      // Listening begins before the first look, so that no change falls in between.
      let onChange = (_news: OrderNews | undefined) => {};
      let changed = false;
      const stopListening = await dependencies.changes
        .listen(id, (news) => {
          changed = true;
          onChange(news);
        })
        .catch((error: unknown) => {
          leave();
          throw error;
        });
      const stop = async () => {
        leave();
        await stopListening();
      };
      const first = await read().catch(async (error: unknown) => {
        await stop();
        throw error;
      });
      if (!first) {
        await stop();
        throw OrderNotFound();
      }
      const push = stream(request, reply, { open, stop, first, read });
      onChange = push;
      if (changed) push(undefined);
      return reply;
    },
  );
}

/** Counts what is open, by whoever has it open. */
function createPlaces(most: number) {
  const taken = new Map<string, number>();
  return {
    /** @returns gives it back; @throws order.too-many-streams */
    take(request: FastifyRequest): () => void {
      const { actor } = request;
      const client = actor.kind === 'user' ? actor.userId : networkOf(clientAddress(request));
      const before = taken.get(client) ?? 0;
      if (before >= most) throw TooManyStreams({ retryAfterSeconds: RETRY_SECONDS });
      taken.set(client, before + 1);
      return () => {
        const left = (taken.get(client) ?? 1) - 1;
        if (left > 0) taken.set(client, left);
        else taken.delete(client);
      };
    },
  };
}

interface Source {
  readonly open: Set<() => void>;
  readonly stop: () => Promise<void>;
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
      if (error instanceof DomainError && error.status === 401) return end();
      request.log.warn({ err: error }, 'order stream: read failed');
    });
  };
  const heartbeat = setInterval(() => push(undefined, ': still here\n\n'), HEARTBEAT_MS);
  const end = () => {
    clearInterval(heartbeat);
    // Both ends may end it.
    if (source.open.delete(end)) void source.stop();
    reply.raw.end();
  };
  source.open.add(end);
  reply.raw.on('close', end);
  // Who has gone already is not heard of any more.
  if (reply.raw.destroyed) end();
  return (news) => push(news, '');
}

const toEvent = ({ version, data }: OrderNews): string => `id: ${version}\nevent: order\ndata: ${data}\n\n`;
