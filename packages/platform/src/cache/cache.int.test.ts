import { setTimeout as pause } from 'node:timers/promises';
import { uniquePrefix } from '@haat/testing/test-environment.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { until } from '@haat/testing/until.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cache, createCache } from './cache.ts';

const redisUrl = testStores().redisUrl ?? undefined;

// One contract, kept by every kind of cache. Without a redis-server the second kind is shown as skipped.
describe.each([
  { kind: 'in memory', url: undefined, runs: true },
  { kind: 'in memory before Redis', url: redisUrl, runs: redisUrl !== undefined },
])('a cache $kind', ({ url, runs }) => {
  describe.runIf(runs)('when its server is there', () => {
    let cache: Cache;
    let namespace: string;
    beforeEach(() => {
      namespace = uniquePrefix();
      cache = createCache({ maxItems: 100, namespace, redisUrl: url });
    });
    afterEach(() => cache.close());

    const entry = (key: string, tags?: string[]) => ({ key, ttl: 60, grace: 60, ...(tags ? { tags } : {}) });

    it('makes a value once and gives it again', async () => {
      let made = 0;
      const ask = () => cache.getOrSet(entry('a'), async () => ({ made: ++made }));
      expect([await ask(), await ask(), await ask()]).toEqual(Array(3).fill({ made: 1 }));
    });

    it('makes a value once for a hundred who miss it at the same moment', async () => {
      let made = 0;
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          cache.getOrSet(entry('rush'), async () => {
            await pause(20);
            return ++made;
          }),
        ),
      );
      expect(answers).toEqual(Array(100).fill(1));
    });

    it('keeps null as a value', async () => {
      let made = 0;
      const ask = () =>
        cache.getOrSet(entry('nothing'), async () => {
          made++;
          return null;
        });
      expect([await ask(), await ask(), made]).toEqual([null, null, 1]);
    });

    it('makes a value anew after one of its tags was invalidated, and the others not', async () => {
      let made = 0;
      const ask = (key: string, tags: string[]) => cache.getOrSet(entry(key, tags), async () => ++made);
      expect([await ask('a', ['x', 'y']), await ask('b', ['y']), await ask('c', ['z'])]).toEqual([1, 2, 3]);
      // Invalidation goes by the clock, in milliseconds.
      await pause(2);
      await cache.invalidate(['y']);
      expect([await ask('a', ['x', 'y']), await ask('b', ['y']), await ask('c', ['z'])]).toEqual([4, 5, 3]);
    });

    it('throws what making a value throws, and tries again', async () => {
      const failing = cache.getOrSet(entry('a'), async () => {
        throw new RangeError('no');
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await cache.getOrSet(entry('a'), async () => 'made')).toBe('made');
    });

    it('serves a stale value while it is made anew, and when that fails', async () => {
      const stale = { key: 'stale', ttl: 0.03, grace: 60 };
      let value = 1;
      let fails = false;
      const ask = () =>
        cache.getOrSet(stale, async () => {
          if (fails) throw new Error('the database is away');
          return value;
        });
      expect(await ask()).toBe(1);
      value = 2;
      await until('the new value', async () => (await ask()) === 2);
      fails = true;
      for (let count = 0; count < 5; count++) {
        await pause(20);
        expect(await ask()).toBe(2);
      }
    });

    it('forgets everything when it is cleared', async () => {
      let made = 0;
      const ask = () => cache.getOrSet(entry('a'), async () => ++made);
      await ask();
      await cache.clear();
      expect(await ask()).toBe(2);
    });

    it('keeps namespaces apart', async () => {
      const other = createCache({ maxItems: 100, namespace: uniquePrefix(), redisUrl: url });
      await cache.getOrSet(entry('a'), async () => 'mine');
      expect(await other.getOrSet(entry('a'), async () => 'theirs')).toBe('theirs');
      await other.close();
    });
  });
});

describe.runIf(redisUrl)('two instances that share a Redis', () => {
  let namespace: string;
  let caches: [Cache, Cache];
  beforeEach(() => {
    namespace = uniquePrefix();
    caches = [
      createCache({ maxItems: 100, namespace, redisUrl }),
      createCache({ maxItems: 100, namespace, redisUrl }),
    ];
  });
  afterEach(async () => {
    for (const cache of caches) await cache.close();
  });
  const entry = { key: 'a', ttl: 60, grace: 60, tags: ['x'] };

  it('make a value once', async () => {
    const [one, two] = caches;
    // Connections are made in the background: until then each keeps to itself.
    await until('the shared value', async () => {
      const key = uniquePrefix();
      await one.getOrSet({ ...entry, key }, async () => 'one');
      return (await two.getOrSet({ ...entry, key }, async () => 'two')) === 'one';
    });
  });

  it('both make it anew after one of them invalidated it', async () => {
    const [one, two] = caches;
    let value = 'old';
    const ask = (cache: Cache) => cache.getOrSet(entry, async () => value);
    await until('both to have it from Redis', async () => {
      const key = uniquePrefix();
      await one.getOrSet({ ...entry, key }, async () => 'one');
      return (await two.getOrSet({ ...entry, key }, async () => 'two')) === 'one';
    });
    expect([await ask(one), await ask(two)]).toEqual(['old', 'old']);
    value = 'new';
    await pause(2);
    await one.invalidate(['x']);
    expect(await ask(one)).toBe('new');
    expect(await until('the other one', async () => (await ask(two)) === 'new')).toBe(true);
  });
});

describe('a cache whose Redis is away', () => {
  it('costs speed only', async () => {
    const cache = createCache({ maxItems: 100, namespace: uniquePrefix(), redisUrl: 'redis://127.0.0.1:1' });
    let made = 0;
    const ask = () => cache.getOrSet({ key: 'a', ttl: 60, grace: 60 }, async () => ++made);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await cache.close();
  });
});
