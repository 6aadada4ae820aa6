import { uniquePrefix } from '@haat/testing/test-environment.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { until } from '@haat/testing/until.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

const redisUrl = testStores().redisUrl ?? undefined;
// One contract, kept by both. Without a redis-server the second kind is shown as skipped.
const KINDS = [
  { kind: 'in memory', url: undefined, runs: true },
  { kind: 'in Redis', url: redisUrl, runs: redisUrl !== undefined },
];
/** Fills so slowly that no token comes back while a test runs. */
const SLOW = { capacity: 3, windowSeconds: 3_600 };

let opened: TokenBuckets[] = [];
afterEach(async () => {
  for (const each of opened) await each.close();
  opened = [];
});
const open = async (url: string | undefined): Promise<TokenBuckets> => {
  const buckets = createTokenBuckets(url);
  opened.push(buckets);
  if (!url) return buckets;
  // Until it is connected it counts for itself: a bucket of its own does not know what another instance took.
  const other = createTokenBuckets(url);
  opened.push(other);
  await until('the connections', async () => {
    const key = uniquePrefix();
    await other.take(key, SLOW);
    return (await buckets.take(key, SLOW)).remaining === 1;
  });
  return buckets;
};

describe.each(KINDS)('token buckets $kind', ({ url, runs }) => {
  describe.runIf(runs)('when their server is there', () => {
    it('let as many through as a full one holds, and say how many are left', async () => {
      const buckets = await open(url);
      const key = uniquePrefix();
      const decisions = [];
      for (let count = 0; count < 4; count++) decisions.push(await buckets.take(key, SLOW));
      expect(decisions.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
      ]);
      expect(decisions.map(({ fullInSeconds }) => fullInSeconds)).toEqual([1_200, 2_400, 3_600, 3_600]);
      expect(decisions.map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual([0, 0, 0, 1_200]);
    });

    it('let exactly as many through of fifty at the same moment', async () => {
      const buckets = await open(url);
      const key = uniquePrefix();
      const limit = { capacity: 10, windowSeconds: 3_600 };
      const decisions = await Promise.all(Array.from({ length: 50 }, async () => buckets.take(key, limit)));
      expect(decisions.filter((decision) => decision.allowed)).toHaveLength(10);
    });

    it('are one for each key', async () => {
      const buckets = await open(url);
      const [a, b] = [uniquePrefix(), uniquePrefix()];
      const limit = { capacity: 1, windowSeconds: 3_600 };
      const allowed = [];
      for (const key of [a, b, a]) allowed.push((await buckets.take(key, limit)).allowed);
      expect(allowed).toEqual([true, true, false]);
    });

    it('fill steadily: one token comes back long before the window is over', async () => {
      const buckets = await open(url);
      const key = uniquePrefix();
      const limit = { capacity: 100, windowSeconds: 2 };
      for (let count = 0; count < 100; count++) await buckets.take(key, limit);
      const next = await until('a token', async () => {
        const decision = await buckets.take(key, limit);
        return decision.allowed && decision;
      });
      expect(next.remaining).toBeLessThan(100);
    });

    it('hold no more than they hold, however long nobody came', async () => {
      const buckets = await open(url);
      const key = uniquePrefix();
      const quick = { capacity: 2, windowSeconds: 0.002 };
      await buckets.take(key, quick);
      await until('the bucket to be full', async () => (await buckets.take(key, quick)).remaining === 1);
      const answers = [];
      for (let count = 0; count < 4; count++) answers.push(await buckets.take(key, SLOW));
      expect(answers.filter(({ allowed }) => allowed).length).toBeLessThanOrEqual(3);
    });
  });
});

describe.runIf(redisUrl)('two instances that share a Redis', () => {
  it('take from one bucket', async () => {
    const [one, two] = [await open(redisUrl), await open(redisUrl)];
    const key = uniquePrefix();
    const limit = { capacity: 10, windowSeconds: 3_600 };
    const decisions = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => (index % 2 === 0 ? one : two).take(key, limit)),
    );
    expect(decisions.filter((decision) => decision.allowed)).toHaveLength(10);
  });
});

describe('a Redis that is away', () => {
  it('leaves each process to count for itself', async () => {
    const buckets = createTokenBuckets('redis://127.0.0.1:1');
    opened.push(buckets);
    const key = uniquePrefix();
    const allowed = [];
    for (let count = 0; count < 4; count++) allowed.push((await buckets.take(key, SLOW)).allowed);
    expect(allowed).toEqual([true, true, true, false]);
  });
});
