import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A response body made once and sent many times, with the tag by which a client knows it again. */
export interface CachedJson {
  readonly body: string;
  readonly etag: string;
}

/** Bytes below which a packet is a packet, compressed or not. */
const WORTH_COMPRESSING = 1_400;
/** Beside the cached value, not in it: the second tier of the cache holds JSON alone. */
const compressed = new WeakMap<CachedJson, Buffer>();

export function toCachedJson(value: unknown): CachedJson {
  const body = JSON.stringify(value);
  // Weak: the compressed form has the same tag.
  return { body, etag: `W/"${createHash('sha1').update(body).digest('base64url')}"` };
}

/**
 * Sends it, compressed to whoever takes that, or 304 where the client has it.
 * @param cacheControl what browsers and the CDN may do with it
 */
export function sendCachedJson(
  request: FastifyRequest,
  reply: FastifyReply,
  json: CachedJson,
  cacheControl: string,
): FastifyReply {
  void reply
    .header('etag', json.etag)
    .header('cache-control', cacheControl)
    .header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === json.etag) return reply.code(304).send();
  void reply.header('content-type', 'application/json; charset=utf-8');
  if (json.body.length > WORTH_COMPRESSING && takesGzip(request)) {
    return reply.header('content-encoding', 'gzip').send(gzipOf(json));
  }
  return reply.serializer(sendAsIs).send(json.body);
}

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(headers['accept-encoding']?.toString() ?? '');

function gzipOf(json: CachedJson): Buffer {
  const known = compressed.get(json);
  if (known) return known;
  const made = gzipSync(json.body);
  compressed.set(json, made);
  return made;
}

const sendAsIs = (payload: unknown): string => payload as string;
