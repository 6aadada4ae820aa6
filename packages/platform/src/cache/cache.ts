import { BentoCache, bentostore, errors } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import { Redis } from 'ioredis';
import { createRedisBus } from './redis-bus.ts';

export interface CacheEntryOptions {
  readonly key: string;
  /** Seconds that the value counts as fresh. */
  readonly ttl: number;
  /** Seconds after that in which a stale value is served while a new one is made, or when making it fails. */
  readonly grace: number;
  /**
   * What its makers invalidate it by. A value with tags is never served stale in place of one that can be made in time:
   * who changed a thing sees the change.
   */
  readonly tags?: readonly string[];
  /** Milliseconds that a caller waits for a new value before it takes a stale one; when not given 0, or 500 with tags. */
  readonly patienceMs?: number;
}

/**
 * Two tiers: this process's memory, then Redis where there is one. Values must survive JSON. Many callers
 * that miss one key wait for one computation.
 */
export interface Cache {
  /** @throws what `make` throws */
  getOrSet<Value>(options: CacheEntryOptions, make: () => Promise<Value>): Promise<Value>;
  /** Every value with one of the tags is gone, in every process that shares the Redis. */
  invalidate(tags: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface CacheOptions {
  /** Keeps the keys of different services apart. */
  readonly namespace: string;
  readonly redisUrl?: string | undefined;
  /** Values kept in this process's memory at most, the least used going first. */
  readonly maxItems: number;
}

const TAGGED_WAIT_MS = 500;

export function createCache(options: CacheOptions): Cache {
  // References in memory: no serialization on the hot path. Callers treat cached values as frozen.
  const memory = memoryDriver({ maxItems: options.maxItems, serialize: false });
  const store = bentostore().useL1Layer(memory);
  const redis = options.redisUrl
    ? new Redis(options.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false })
    : undefined;
  // A cache that is away costs speed only: bentocache falls back to the factory, so errors are not fatal.
  redis?.on('error', () => {});
  if (redis && options.redisUrl) {
    const bus = createRedisBus(options.redisUrl);
    store
      .useL2Layer(redisDriver({ connection: redis, prefix: `haat:${options.namespace}` }))
      .useBus({ options: {}, factory: () => bus });
  }
  const bento = new BentoCache({ default: 'main', stores: { main: store } }).namespace(options.namespace);
  return {
    getOrSet: ({ key, ttl, grace, tags, patienceMs }, make) =>
      bento
        .getOrSet({
          key,
          ttl: ttl * 1000,
          grace: grace * 1000,
          // Zero: a stale value is served at once and refreshed behind the caller's back. An invalidated value counts as
          // stale, too, so one with tags is waited for a while.
          timeout: patienceMs ?? (tags ? TAGGED_WAIT_MS : 0),
          ...(tags ? { tags: [...tags] } : {}),
          factory: make,
        })
        .catch((error: unknown) => {
          // What `make` threw is what the caller must see.
          throw error instanceof errors.E_FACTORY_ERROR ? error.cause : error;
        }),
    invalidate: async (tags) => {
      await bento.deleteByTag({ tags: [...tags] });
    },
    clear: async () => {
      await bento.clear();
    },
    close: async () => {
      await bento.disconnect();
      redis?.disconnect();
    },
  };
}
