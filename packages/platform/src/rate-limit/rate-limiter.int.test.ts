import { uniquePrefix } from '@haat/testing/test-environment.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { until } from '@haat/testing/until.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { createPubSub, type PubSub } from '../pubsub/pubsub.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';

const redisUrl = testStores().redisUrl ?? undefined;
const KINDS = [
  { kind: 'in memory', url: undefined, runs: true },
  { kind: 'in Redis', url: redisUrl, runs: redisUrl !== undefined },
];

let opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened) await each.close();
  opened = [];
});
const limiter = (
  url: string | undefined,
  fields: { name?: string; limit?: number; windowSeconds?: number } = {},
) => {
  const made: RateLimiter = createRateLimiter({
    name: uniquePrefix(),
    limit: 3,
    windowSeconds: 60,
    ...fields,
    redisUrl: url,
  });
  opened.push(made);
  return made;
};
const pubsub = (url: string | undefined): PubSub => {
  const made = createPubSub(url);
  opened.push(made);
  return made;
};

describe.each(KINDS)('a rate limiter $kind', ({ url, runs }) => {
  describe.runIf(runs)('when its server is there', () => {
    it('lets as many through as it is told, and says how many are left', async () => {
      const limits = limiter(url);
      const decisions = [];
      for (let count = 0; count < 4; count++) decisions.push(await limits.consume('a'));
      expect(decisions.map(({ allowed, remaining, limit }) => [allowed, remaining, limit])).toEqual([
        [true, 2, 3],
        [true, 1, 3],
        [true, 0, 3],
        [false, 0, 3],
      ]);
      expect(decisions.every(({ resetSeconds }) => resetSeconds > 0 && resetSeconds <= 60)).toBe(true);
    });

    it('lets exactly as many through of fifty at the same moment', async () => {
      const limits = limiter(url, { limit: 10 });
      const decisions = await Promise.all(Array.from({ length: 50 }, () => limits.consume('a')));
      expect(decisions.filter((decision) => decision.allowed)).toHaveLength(10);
    });

    it('counts each key by itself', async () => {
      const limits = limiter(url, { limit: 1 });
      expect((await limits.consume('a')).allowed).toBe(true);
      expect((await limits.consume('b')).allowed).toBe(true);
      expect((await limits.consume('a')).allowed).toBe(false);
    });

    it('begins anew with the next window', async () => {
      const limits = limiter(url, { limit: 1, windowSeconds: 1 });
      await limits.consume('a');
      expect((await limits.consume('a')).allowed).toBe(false);
      expect(await until('the next window', async () => (await limits.consume('a')).allowed)).toBe(true);
    });
  });
});

describe.runIf(redisUrl)('two rate limiters that share a Redis', () => {
  it('count together', async () => {
    const name = uniquePrefix();
    const [one, two] = [limiter(redisUrl, { name, limit: 10 }), limiter(redisUrl, { name, limit: 10 })];
    // Until it is connected, each counts for itself.
    await until('the connections', async () => {
      const key = uniquePrefix();
      await one.consume(key);
      return (await two.consume(key)).remaining === 8;
    });
    const decisions = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? one : two).consume('a')),
    );
    expect(decisions.filter((decision) => decision.allowed)).toHaveLength(10);
  });
});

describe.each(KINDS)('publishing and subscribing $kind', ({ url, runs }) => {
  describe.runIf(runs)('when its server is there', () => {
    it('reaches every listener of the channel, and no other', async () => {
      const bus = pubsub(url);
      const heard: string[] = [];
      const channel = uniquePrefix();
      await bus.subscribe(channel, (message) => heard.push(`one ${message}`));
      await bus.subscribe(channel, (message) => heard.push(`two ${message}`));
      await bus.subscribe(uniquePrefix(), (message) => heard.push(`other ${message}`));
      await bus.publish(channel, 'x');
      await until('both', () => heard.length >= 2);
      expect(heard.sort()).toEqual(['one x', 'two x']);
    });

    it('ends a subscription without ending that of another listener', async () => {
      const bus = pubsub(url);
      const heard: string[] = [];
      const channel = uniquePrefix();
      const end = await bus.subscribe(channel, () => heard.push('ended'));
      await bus.subscribe(channel, (message) => heard.push(message));
      await end();
      await bus.publish(channel, 'a');
      await bus.publish(channel, 'b');
      await until('the second one', () => heard.includes('b'));
      expect(heard).toEqual(['a', 'b']);
    });
  });
});

describe.runIf(redisUrl)('two instances that share a Redis', () => {
  it('hear each other', async () => {
    const [one, two] = [pubsub(redisUrl), pubsub(redisUrl)];
    const heard: string[] = [];
    const channel = uniquePrefix();
    await two.subscribe(channel, (message) => heard.push(message));
    await one.publish(channel, 'hello');
    await until('the message', () => heard.length > 0);
    expect(heard).toEqual(['hello']);
  });
});
