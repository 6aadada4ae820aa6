import { EventEmitter } from 'node:events';
import { Redis } from 'ioredis';

/**
 * Tells listeners in every process that something happened. Nothing is kept: who is not there misses it, and
 * a listener must be able to find the present state elsewhere.
 */
export interface PubSub {
  publish(channel: string, message: string): Promise<void>;
  /** @returns what ends the subscription */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export function createMemoryPubSub(): PubSub {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    publish: async (channel, message) => {
      emitter.emit(channel, message);
    },
    subscribe: async (channel, listener) => {
      emitter.on(channel, listener);
      return async () => {
        emitter.off(channel, listener);
      };
    },
    close: async () => {
      emitter.removeAllListeners();
    },
  };
}

export function createRedisPubSub(redisUrl: string): PubSub {
  const publisher = new Redis(redisUrl);
  // A connection that subscribes can do nothing else.
  const subscriber = new Redis(redisUrl);
  for (const connection of [publisher, subscriber]) connection.on('error', () => {});
  const local = new EventEmitter().setMaxListeners(0);
  subscriber.on('message', (channel: string, message: string) => local.emit(channel, message));
  return {
    publish: async (channel, message) => {
      await publisher.publish(channel, message);
    },
    subscribe: async (channel, listener) => {
      local.on(channel, listener);
      if (local.listenerCount(channel) === 1) await subscriber.subscribe(channel);
      return async () => {
        local.off(channel, listener);
        if (local.listenerCount(channel) === 0) await subscriber.unsubscribe(channel);
      };
    },
    close: async () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

export const createPubSub = (redisUrl?: string): PubSub =>
  redisUrl ? createRedisPubSub(redisUrl) : createMemoryPubSub();
