import { Redis } from 'ioredis';

type Handler = (payload: never) => void;

/** What carries word of invalidations between the caches of several processes, as bentocache wants it. */
export interface CacheBus {
  setId(id: string): CacheBus;
  publish(channel: string, payload: unknown): Promise<void>;
  subscribe(channel: string, handler: Handler): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  onReconnect(callback: () => void): void;
  disconnect(): Promise<void>;
}

/**
 * In place of bentocache's own: that one subscribes once at the start, and a Redis that is not there yet at that moment
 * leaves it deaf for good.
 */
export function createRedisBus(redisUrl: string): CacheBus {
  // Waits for the server however long it takes, and subscribes again after each break.
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null });
  // Fails at once instead: bentocache tries again later, and nobody's request waits for it.
  const publisher = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  for (const connection of [subscriber, publisher]) connection.on('error', () => {});
  const handlers = new Map<string, Handler>();
  let ownId = '';
  subscriber.on('message', (channel: string, text: string) => {
    const { from, payload } = JSON.parse(text) as { from: string; payload: never };
    if (from !== ownId) handlers.get(channel)?.(payload);
  });
  const bus: CacheBus = {
    setId(id) {
      ownId = id;
      return bus;
    },
    async publish(channel, payload) {
      await publisher.publish(channel, JSON.stringify({ from: ownId, payload }));
    },
    async subscribe(channel, handler) {
      handlers.set(channel, handler);
      // Rejects only when the bus is closed before it was ever connected.
      subscriber.subscribe(channel).catch(() => {});
    },
    async unsubscribe(channel) {
      handlers.delete(channel);
      await subscriber.unsubscribe(channel);
    },
    onReconnect: (callback) => {
      subscriber.on('reconnecting', callback);
    },
    async disconnect() {
      subscriber.disconnect();
      publisher.disconnect();
    },
  };
  return bus;
}
