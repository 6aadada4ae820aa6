import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window starts anew. */
  readonly resetSeconds: number;
}

/** Counts what a caller does in a window of time, over all processes that share the Redis. */
export interface RateLimiter {
  consume(key: string): Promise<RateDecision>;
  close(): Promise<void>;
}

export interface RateLimiterOptions {
  readonly name: string;
  /** Requests in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly redisUrl?: string | undefined;
}

export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const memory = new RateLimiterMemory({
    keyPrefix: options.name,
    points: options.limit,
    duration: options.windowSeconds,
  });
  const redis = options.redisUrl
    ? new Redis(options.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
    : undefined;
  redis?.on('error', () => {});
  const limiter = redis
    ? new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `haat:rate:${options.name}`,
        points: options.limit,
        duration: options.windowSeconds,
        // Redis away: each process counts for itself rather than letting everything or nothing through.
        insuranceLimiter: memory,
      })
    : memory;
  const decision = (result: RateLimiterRes, allowed: boolean): RateDecision => ({
    allowed,
    limit: options.limit,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.ceil(result.msBeforeNext / 1000),
  });
  return {
    async consume(key) {
      try {
        return decision(await limiter.consume(key), true);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return decision(refused, false);
        throw refused;
      }
    },
    close: async () => {
      redis?.disconnect();
    },
  };
}
