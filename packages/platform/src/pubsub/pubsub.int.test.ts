import { uniquePrefix } from '@haat/testing/test-environment.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { until } from '@haat/testing/until.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { createPubSub, type PubSub } from './pubsub.ts';

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
const pubsub = (url: string | undefined): PubSub => {
  const made = createPubSub(url);
  opened.push(made);
  return made;
};

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
