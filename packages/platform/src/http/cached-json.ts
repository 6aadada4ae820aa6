import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A response body made once and sent many times, with the tag by which a client knows it again. */
export interface CachedJson {
  readonly body: string;
  readonly etag: string;
}

export function toCachedJson(value: unknown): CachedJson {
  const body = JSON.stringify(value);
  return { body, etag: `"${createHash('sha1').update(body).digest('base64url')}"` };
}

/**
 * Sends it, or 304 where the client has it.
 * @param cacheControl what browsers and the CDN may do with it
 */
export function sendCachedJson(
  request: FastifyRequest,
  reply: FastifyReply,
  json: CachedJson,
  cacheControl: string,
): FastifyReply {
  void reply.header('etag', json.etag).header('cache-control', cacheControl);
  if (request.headers['if-none-match'] === json.etag) return reply.code(304).send();
  return reply.header('content-type', 'application/json; charset=utf-8').serializer(sendAsIs).send(json.body);
}

const sendAsIs = (payload: unknown): string => payload as string;
