import cors from '@fastify/cors';
import { IDEMPOTENCY_HEADER, ORDER_KEY_HEADER } from '@haat/contracts/http/primitives.ts';
import { defineError } from '@haat/platform/errors/domain-error.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';

export const CrossSite = defineError(
  'http.cross-site',
  403,
  'Requests that change something are not taken from other sites.',
);

/** Pages of these sites may call the API by tokens that they hold; cookies stay with our own pages. */
export async function allowOrigins(app: HttpApp, origins: readonly string[]): Promise<void> {
  await app.register(cors, {
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', IDEMPOTENCY_HEADER, ORDER_KEY_HEADER, 'x-request-id'],
    exposedHeaders: ['etag', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
    maxAge: 600,
  });
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page makes a browser send: cookies alone never authorize a change. Programs that are not
 * browsers send none of these headers and carry no cookies of ours.
 */
export function refuseCrossSite(app: HttpApp, publicUrl: string, allowed: readonly string[]): void {
  const ownHost = new URL(publicUrl).host;
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method)) return;
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    // Our cookies are for our own pages, whatever a page of theirs may send.
    if (origin !== undefined && allowed.includes(origin) && request.headers.cookie === undefined) return;
    if (site === 'same-origin' || site === 'none') return;
    if (site === 'cross-site') throw CrossSite();
    // Browsers without fetch metadata still name the origin. Another host of our site, or another port of this one, gets
    // its cookies sent along, and is not ours for that.
    const isOurs = origin === undefined || isOwn(origin, [ownHost, request.headers.host]);
    if (!isOurs || (site !== undefined && origin === undefined)) throw CrossSite();
  });
}

function isOwn(origin: string, hosts: readonly (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
