import { Redis } from 'ioredis';

export interface BucketLimit {
  /** Requests at once, from a full bucket. */
  readonly capacity: number;
  /** In which an empty bucket fills up. */
  readonly windowSeconds: number;
}

export interface BucketDecision {
  readonly allowed: boolean;
  /** Whole tokens that are left. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly fullInSeconds: number;
  /** Seconds until a refused request may come again; 0 for an allowed one. */
  readonly retryAfterSeconds: number;
}

/**
 * A bucket a key: it fills steadily and each request takes a token out. Unlike a counter of windows it lets no caller
 * have two windows' worth around the turn of one.
 */
export interface TokenBuckets {
  /** In memory the decision is there at once; in Redis after a round trip. */
  take(key: string, limit: BucketLimit): BucketDecision | Promise<BucketDecision>;
  close(): Promise<void>;
}

/** @param redisUrl shared by every process that counts together; each for itself when not given, or while it is away */
export function createTokenBuckets(redisUrl: string | undefined): TokenBuckets {
  return redisUrl ? redisBuckets(redisUrl) : memoryBuckets();
}

const MAX_BUCKETS = 100_000;
const SWEEP_MS = 1_000;

interface Bucket {
  tokens: number;
  at: number;
  fullAt: number;
}

export function memoryBuckets(): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  let sweptAt = 0;
  /** A full bucket says no more than none. What a flood of new keys makes beyond that pushes the oldest out. */
  const makeRoom = (now: number) => {
    if (now - sweptAt > SWEEP_MS) {
      sweptAt = now;
      for (const [key, bucket] of buckets) if (bucket.fullAt <= now) buckets.delete(key);
    }
    if (buckets.size >= MAX_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
  };
  return {
    take(key, { capacity, windowSeconds }) {
      const now = performance.now();
      const perMs = capacity / (windowSeconds * 1000);
      let bucket = buckets.get(key);
      if (!bucket) {
        if (buckets.size >= MAX_BUCKETS) makeRoom(now);
        bucket = { tokens: capacity, at: now, fullAt: now };
        buckets.set(key, bucket);
      }
      const tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) * perMs);
      const allowed = tokens >= 1;
      bucket.tokens = allowed ? tokens - 1 : tokens;
      bucket.at = now;
      bucket.fullAt = now + (capacity - bucket.tokens) / perMs;
      return decision(allowed, bucket.tokens, capacity, perMs);
    },
    close: async () => {},
  };
}

function decision(allowed: boolean, tokens: number, capacity: number, perMs: number): BucketDecision {
  return {
    allowed,
    remaining: Math.floor(tokens),
    fullInSeconds: Math.ceil((capacity - tokens) / perMs / 1000),
    retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)),
  };
}

/** The same by Redis's own clock, so that processes whose clocks differ agree. */
const TAKE = `
local capacity, perMs = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(capacity, (tonumber(bucket[1]) or capacity) + (now - (tonumber(bucket[2]) or now)) * perMs)
local allowed = tokens >= 1
if allowed then tokens = tokens - 1 end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / perMs) + 1000)
return { allowed and 1 or 0, tostring(tokens) }`;
const PREFIX = 'haat:rate:';
const ANSWER_WITHIN_MS = 250;
const REST_MS = 1_000;

type RedisWithTake = Redis & {
  takeToken(key: string, capacity: number, perMs: number): Promise<[number, string]>;
};

function redisBuckets(url: string): TokenBuckets {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_WITHIN_MS,
  });
  // Reported by whoever watches Redis; here each request is answered either way.
  redis.on('error', () => {});
  redis.defineCommand('takeToken', { numberOfKeys: 1, lua: TAKE });
  const shared = redis as RedisWithTake;
  const own = memoryBuckets();
  let restsUntil = 0;
  return {
    async take(key, limit) {
      // Redis away: each process counts for itself rather than letting everything or nothing through.
      if (performance.now() < restsUntil || shared.status !== 'ready') return own.take(key, limit);
      const perMs = limit.capacity / (limit.windowSeconds * 1000);
      try {
        const [allowed, tokens] = await shared.takeToken(PREFIX + key, limit.capacity, perMs);
        return decision(allowed === 1, Number(tokens), limit.capacity, perMs);
      } catch {
        restsUntil = performance.now() + REST_MS;
        return own.take(key, limit);
      }
    },
    close: async () => redis.disconnect(),
  };
}
