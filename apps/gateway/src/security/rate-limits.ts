import { defineError } from '@haat/platform/errors/domain-error.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { createRateLimiter, type RateLimiter } from '@haat/platform/rate-limit/rate-limiter.ts';
import type { FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';

export const TooManyRequests = defineError(
  'http.rate-limited',
  429,
  'Too many requests. Wait a little and try again.',
);

const WINDOW_SECONDS = 60;
const CREDENTIAL_PATHS = new Set(['/v1/auth/login', '/v1/auth/register']);

type RouteClass = 'credentials' | 'writes' | 'reads';

/** Counts requests by client and class of route, and says in every answer how much is left. */
export function limitRates(app: HttpApp, config: GatewayConfig): { close(): Promise<void> } {
  const limiter = (name: RouteClass, limit: number) =>
    createRateLimiter({ name, limit, windowSeconds: WINDOW_SECONDS, redisUrl: config.REDIS_URL });
  const limiters: Record<RouteClass, RateLimiter> = {
    reads: limiter('reads', config.RATE_LIMIT_READS),
    writes: limiter('writes', config.RATE_LIMIT_WRITES),
    credentials: limiter('credentials', config.RATE_LIMIT_CREDENTIALS),
  };
  app.addHook('onRequest', async (request, reply) => {
    if (!isLimited(request)) return;
    const decision = await limiters[classOf(request)].consume(clientOf(request));
    void reply
      .header('ratelimit-limit', decision.limit)
      .header('ratelimit-remaining', decision.remaining)
      .header('ratelimit-reset', decision.resetSeconds);
    if (decision.allowed) return;
    void reply.header('retry-after', decision.resetSeconds);
    throw TooManyRequests({ retryAfterSeconds: decision.resetSeconds });
  });
  return {
    close: async () => {
      for (const each of Object.values(limiters)) await each.close();
    },
  };
}

/** The shop's own files are cheap; a payment provider's deliveries must never be turned away. */
function isLimited(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return (path.startsWith('/v1/') && !path.startsWith('/v1/webhooks/')) || path.startsWith('/graphql');
}

/** As the router reads it: without the query, and the same for every way to write it in per cent. */
function pathOf({ url }: FastifyRequest): string {
  const [path = ''] = url.split(/[?#]/);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function classOf(request: FastifyRequest): RouteClass {
  const path = pathOf(request);
  if (CREDENTIAL_PATHS.has(path)) return 'credentials';
  return request.method === 'GET' || request.method === 'HEAD' || path === '/graphql' ? 'reads' : 'writes';
}

const clientOf = (request: FastifyRequest): string =>
  request.actor?.kind === 'user' ? `user:${request.actor.userId}` : `ip:${request.ip}`;
