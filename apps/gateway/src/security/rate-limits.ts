import { defineError } from '@haat/platform/errors/domain-error.ts';
import { networkOf } from '@haat/platform/http/client-address.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import {
  type BucketDecision,
  createTokenBuckets,
  memoryBuckets,
} from '@haat/platform/rate-limit/token-buckets.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { pathOf, type RouteClass, routeClassOf } from './route-class.ts';

export const TooManyRequests = defineError(
  'http.rate-limited',
  429,
  'Too many requests. Wait a little and try again.',
);

const WINDOW_SECONDS = 60;

interface Policy {
  readonly name: string;
  readonly capacity: number;
  readonly windowSeconds: number;
  /** RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers. */
  readonly header: string;
}

export interface RateLimits {
  /** Before anything costs: refuses an address that floods, whoever it says it is. */
  readonly onArrival: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Counts by account, or by address where there is none, in every class of route. */
  limit(app: HttpApp): void;
}

/**
 * Two layers. A flood is stopped for each process by itself, before a token is even looked at. What follows is counted
 * over all processes that share the Redis, and every answer says how much is left.
 */
export function createRateLimits(config: GatewayConfig): RateLimits {
  const policy = (name: string, capacity: number): Policy => ({
    name,
    capacity,
    windowSeconds: WINDOW_SECONDS,
    header: `"${name}";q=${capacity};w=${WINDOW_SECONDS}`,
  });
  const flood = policy('flood', config.RATE_LIMIT_FLOOD);
  const policies: Record<RouteClass, Policy> = {
    reads: policy('reads', config.RATE_LIMIT_READS),
    writes: policy('writes', config.RATE_LIMIT_WRITES),
    search: policy('search', config.RATE_LIMIT_SEARCH),
    checkout: policy('checkout', config.RATE_LIMIT_CHECKOUT),
    credentials: policy('credentials', config.RATE_LIMIT_CREDENTIALS),
    lookup: policy('lookup', config.RATE_LIMIT_LOOKUP),
  };
  const floods = memoryBuckets();
  const buckets = createTokenBuckets(config.REDIS_URL);

  const judge = (reply: FastifyReply, { name, header }: Policy, decision: BucketDecision) => {
    void reply
      .header('ratelimit-policy', header)
      .header('ratelimit', `"${name}";r=${decision.remaining};t=${decision.fullInSeconds}`);
    if (decision.allowed) return;
    void reply.header('retry-after', decision.retryAfterSeconds);
    throw TooManyRequests({ retryAfterSeconds: decision.retryAfterSeconds });
  };

  return {
    onArrival(request, reply) {
      if (!request.url.startsWith('/v1/webhooks/')) {
        const decision = floods.take(networkOf(request.ip), flood) as BucketDecision;
        if (!decision.allowed) judge(reply, flood, decision);
      }
    },
    limit(app) {
      app.addHook('onRequest', (request, reply, done) => {
        const kind = routeClassOf(request.method, pathOf(request.url));
        if (!kind) return done();
        const limits = policies[kind];
        // An account is the same from wherever it comes; guessing at accounts is counted by where it comes from.
        const client =
          request.actor.kind === 'user' && kind !== 'credentials' && kind !== 'lookup'
            ? request.actor.userId
            : networkOf(request.ip);
        const decision = buckets.take(`${kind}:${client}`, limits);
        if (decision instanceof Promise) {
          decision.then((made) => judge(reply, limits, made)).then(() => done(), done);
          return;
        }
        try {
          judge(reply, limits, decision);
        } catch (refusal) {
          return done(refusal as Error);
        }
        done();
      });
      app.addHook('onClose', () => buckets.close());
    },
  };
}
