import { createHash } from 'node:crypto';
import { IDEMPOTENCY_HEADER } from '@haat/contracts/http/primitives.ts';
import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { PlatformTables } from '../db/platform-tables.ts';
import { defineError } from '../errors/domain-error.ts';
import { clientAddress } from '../http/client-address.ts';
import type { HttpApp } from '../http/http-app.ts';

export const IdempotencyKeyMissing = defineError(
  'idempotency.key-missing',
  400,
  'This request needs an Idempotency-Key header of 8 to 128 letters, digits, - or _.',
);
export const IdempotencyKeyReused = defineError(
  'idempotency.key-reused',
  422,
  'This Idempotency-Key was used for another request.',
);
export const IdempotencyInFlight = defineError(
  'idempotency.in-flight',
  409,
  'The same request is being worked on. Ask again in a moment.',
);
export const IDEMPOTENCY_ERRORS = [IdempotencyKeyMissing, IdempotencyKeyReused, IdempotencyInFlight] as const;

const KEY = /^[A-Za-z0-9_-]{8,128}$/;
/** After a crash the key is free again; the use case behind it continues what was begun. */
const LOCK = sql<Date>`now() + interval '30 seconds'`;

declare module 'fastify' {
  interface FastifyRequest {
    idempotency?: { scope: string; key: string };
  }
}

/**
 * Makes every route with `config.idempotent` answer a repeated Idempotency-Key with the stored response. Keys are
 * scoped to the caller and the route. Answers of 5xx are not stored: the same key may try again.
 */
export function useIdempotency<Tables>(app: HttpApp, database: Database<Tables>): void {
  const query = database.query as unknown as Kysely<PlatformTables>;
  app.addHook('preHandler', async (request, reply) => {
    if (!request.routeOptions.config.idempotent) return;
    const header = request.headers[IDEMPOTENCY_HEADER];
    const key = typeof header === 'string' ? header : '';
    if (!KEY.test(key)) throw IdempotencyKeyMissing();
    const scope = scopeOf(request);
    const hash = sha256(JSON.stringify([request.params, request.body ?? null]));

    const taken = await query
      .insertInto('idempotency_keys')
      .values({ scope, key, request_hash: hash, locked_until: LOCK })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'key'])
          .doUpdateSet({ locked_until: LOCK })
          .where('idempotency_keys.status', 'is', null)
          .where('idempotency_keys.request_hash', '=', hash)
          .where('idempotency_keys.locked_until', '<', sql<Date>`now()`),
      )
      .returning('key')
      .executeTakeFirst();
    if (taken) {
      request.idempotency = { scope, key };
      return;
    }
    const stored = await query
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'status', 'response'])
      .where('scope', '=', scope)
      .where('key', '=', key)
      .executeTakeFirst();
    // Gone in between: the first try failed and gave the key back.
    if (!stored) throw IdempotencyInFlight();
    if (stored.request_hash !== hash) throw IdempotencyKeyReused();
    if (stored.status === null) throw IdempotencyInFlight();
    return reply
      .code(stored.status)
      .header('idempotent-replayed', 'true')
      .type(
        stored.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
      )
      .serializer((payload) => payload as string)
      .send(stored.response ?? '');
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const held = request.idempotency;
    if (!held) return payload;
    const row = query
      .updateTable('idempotency_keys')
      .where('scope', '=', held.scope)
      .where('key', '=', held.key);
    if (reply.statusCode >= 500) {
      await query
        .deleteFrom('idempotency_keys')
        .where('scope', '=', held.scope)
        .where('key', '=', held.key)
        .execute();
    } else {
      await row.set({ status: reply.statusCode, response: String(payload ?? '') }).execute();
    }
    return payload;
  });
}

/** The key of a request whose route is idempotent, for use cases that must know it beyond a crash. */
export function requestKeyOf(request: FastifyRequest): string {
  if (!request.idempotency) throw new Error('the route is not idempotent');
  return request.idempotency.key;
}

function scopeOf(request: FastifyRequest): string {
  const { actor } = request;
  const route = `${request.method} ${request.routeOptions.url}`;
  if (actor.kind === 'user') return `user:${actor.userId} ${route}`;
  if (actor.kind === 'service') return `service:${actor.service} ${route}`;
  return `guest:${sha256(request.guestKey ?? clientAddress(request))} ${route}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
